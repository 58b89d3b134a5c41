/**
 * Roles that others take on in the environment's account: one that plans and one that applies, for pipelines of another
 * account, under conditions, and for the environment's own workflows. Reads the unit of the workflows, whose policy bounds
 * these roles as well, and the buckets that plans do not look into; publishes the roles' ARNs. Terraform works with them
 * where the environment's {@code assume_role} says so.
 */
package groundplan.crossaccountroles;
