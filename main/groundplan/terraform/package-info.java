/** Running Terraform: child processes, private folders, installed providers, and what its output says. */
package groundplan.terraform;
