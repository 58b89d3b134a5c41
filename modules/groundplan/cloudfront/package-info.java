/**
 * A CloudFront distribution with its aliases, its cache policies and the buckets of its own that it serves. Reads the
 * certificate and the zone of its aliases, the web ACL, and the clusters, apps and HTTP APIs that are its origins. Its
 * outputs are the distribution and the buckets, for the jobs that deploy to them.
 */
package groundplan.cloudfront;
