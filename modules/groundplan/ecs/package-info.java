/**
 * Services on Fargate: several services of a cluster behind one load balancer in one unit; or a cluster unit, with
 * units of one service and its own load balancer each, and units of tasks that are run on demand. Reads the KMS keys,
 * the network and what the settings refer to: repositories, buckets, secrets, parameters, databases, caches, file
 * systems, certificates, a web ACL, a DNS zone. Its outputs are the names of cluster, services, target groups and log
 * groups.
 */
package groundplan.ecs;
