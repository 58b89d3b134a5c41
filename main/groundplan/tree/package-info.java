/** Reads trees that Groundplan did not write: units of Terragrunt, as the whole plan takes them. */
package groundplan.tree;
