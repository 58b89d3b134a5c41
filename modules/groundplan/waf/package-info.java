/**
 * A web ACL for the load balancers and API stages of a region, or for CloudFront's distributions. Reads the keys; publishes the
 * ACL. The unit of the thing that it protects associates the two.
 */
package groundplan.waf;
