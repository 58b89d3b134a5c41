/**
 * A CloudFront distribution with its names, its cache rules and the buckets of its own that it serves. Reads the certificate
 * and the zone of its names, the web ACL, and the clusters, apps and HTTP APIs that it stands in front of; publishes the
 * distribution and the buckets, for the jobs that deploy to them.
 */
package groundplan.cloudfront;
