/** What commands share: the project's settings, documents, states and guards. */
package groundplan.workspace;
