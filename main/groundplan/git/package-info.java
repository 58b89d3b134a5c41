/** What Git knows of a project, which may be a subfolder of its repository. */
package groundplan.git;
