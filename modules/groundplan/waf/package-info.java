/**
 * A web ACL for the load balancers and API stages of a region, or for CloudFront distributions. Reads the KMS keys. Its
 * output is the ACL. The unit of the protected resource creates the association.
 */
package groundplan.waf;
