/**
 * The permissions of GitHub's workflows in an environment's account, without stored credentials: each job authenticates
 * with a signed token and assumes one of three roles. {@code plan} is read-only, for pull requests; {@code apply}
 * changes the environment; {@code deploy} pushes images and updates services. The last two are for jobs of the GitHub
 * environment only: protect it there with required reviewers.
 *
 * <p>All three have one permissions boundary, which no job can change: this unit is applied manually by an
 * administrator. Then {@code bound_roles: true} of the environment sets the same boundary on every role of its units,
 * and {@code apply} can create no other: without that, it could create a role with more permissions than its own. Reads
 * repositories, services, sites and buckets if they are set. Its outputs are the roles.
 */
package groundplan.github;
