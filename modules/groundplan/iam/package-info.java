/**
 * Evaluates IAM policies as AWS does, as far as that is possible before anything exists: the resources that requests are about may
 * be known only in part, and so may the keys of conditions. It reads policies from Terraform JSON and calls nobody.
 *
 * <p>The order of evaluation is that of AWS's page "Policy evaluation logic" for requests within one account: an explicit deny in any
 * policy, then an allow in an identity-based policy, then an allow in the permissions boundary.
 */
package groundplan.iam;
