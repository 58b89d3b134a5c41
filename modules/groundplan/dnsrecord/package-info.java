/**
 * Records in a zone, with health checks and routing by weight, health or location. Reads the zone, and the targets of
 * aliases: load balancers, HTTP APIs, distributions. Its outputs are the full names and the health checks.
 */
package groundplan.dnsrecord;
