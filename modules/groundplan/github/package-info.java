/**
 * What GitHub's workflows may do in an environment's account, without a stored key: each job proves where it runs, and takes
 * on one of three roles. {@code plan} reads, for pull requests; {@code apply} changes the environment; {@code deploy} pushes
 * images and updates services. The last two are for jobs of the GitHub environment alone: protect it there with reviewers.
 *
 * <p>All three are bounded by one policy, which no job can change: whoever sets up the environment applies this unit. Once
 * it is applied, {@code bound_roles: true} of the environment puts the same bound on every role of its units, and
 * {@code apply} can make no other: without that, it could make a role that may do more than itself. Reads repositories,
 * services, sites and buckets where they are given; publishes the roles.
 */
package groundplan.github;
