/** The commands for pull requests and deployments at GitHub. */
package groundplan.cli.github;
