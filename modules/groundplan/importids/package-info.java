/** The ARNs of existing resources: the resource type and the Terraform import id of each. */
package groundplan.importids;
