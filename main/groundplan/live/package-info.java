/** The Terragrunt live tree: the contents of its files, and how they are written. */
package groundplan.live;
