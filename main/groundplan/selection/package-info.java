/** Which units an expression means, in the language of Terragrunt's filters. */
package groundplan.selection;
