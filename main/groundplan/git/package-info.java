/** Reads the Git repository of a project, which may be in a subfolder of the repository. */
package groundplan.git;
