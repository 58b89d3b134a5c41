/** What GitHub is told of plans, settings and drift: comments, issues, summaries, annotations, SARIF. */
package groundplan.forge;
