/**
 * Reads HCL, the language of Terraform's and Terragrunt's files, with the place of every part, tells what an expression depends on, and
 * rewrites it.
 */
package groundplan.hcl;
