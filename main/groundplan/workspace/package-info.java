/** What every command works with: the project's settings, documents, states and guards. */
package groundplan.workspace;
