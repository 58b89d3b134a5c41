/** The Terragrunt live tree: what its files say, and how they get to the disk. */
package groundplan.live;
