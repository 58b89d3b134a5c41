/** Selects units by an expression in the language of Terragrunt's filters. */
package groundplan.selection;
