/**
 * Records in a zone, with health checks, of which Route 53 chooses by weight, health or place. Reads the zone, and what
 * aliases lead to: load balancers, HTTP APIs, distributions. Publishes the whole names and the checks.
 */
package groundplan.dnsrecord;
