/**
 * The permissions of GitHub's workflows in an environment's account, without stored credentials: each job authenticates
 * with a signed token and assumes one of three roles. {@code plan} is read-only, for pull requests; {@code apply}
 * changes the environment; {@code deploy} pushes images and updates services. The last two are for jobs of the GitHub
 * environment only: protect it there with required reviewers.
 *
 * <p>All three have the environment's permissions boundary, as all its roles have, and no job can change it or these
 * roles: this unit is applied manually by an administrator. Reads repositories, services, functions, sites and buckets
 * if they are set. Its outputs are the roles.
 */
package groundplan.github;
