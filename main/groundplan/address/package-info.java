/** How Terraform names things: addresses of resources, and paths of attributes inside of them. */
package groundplan.address;
