/** References in Terraform configurations: found in templates once, and represented as data from then on. */
package groundplan.references;
