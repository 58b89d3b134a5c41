/** Runs Terragrunt over many units, and says of each in a line what became of it. */
package groundplan.terragrunt;
