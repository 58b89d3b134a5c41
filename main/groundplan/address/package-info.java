/** Terraform's names: addresses of resources, and paths of attributes inside them. */
package groundplan.address;
