/**
 * Cross-account roles in the environment's account: one to plan and one to apply with, for pipelines of another
 * account, under conditions, and for the environment's own workflows. Reads the unit of the workflows, whose
 * permissions boundary these roles use too, and the buckets that plans must not read. Its outputs are the roles' ARNs.
 * Terraform assumes them if the environment's {@code assume_role} says so.
 */
package groundplan.crossaccountroles;
