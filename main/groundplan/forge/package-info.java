/** Reports plans, settings and drift to GitHub, as comments, issues, summaries, annotations and SARIF, and reads approvals there. */
package groundplan.forge;
