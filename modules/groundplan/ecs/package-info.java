/**
 * Services on Fargate behind one load balancer. Reads the keys, the network and whatever its settings name: repositories,
 * buckets, secrets, parameters, databases, caches, file systems, certificates, a web ACL, a zone. Publishes the names under
 * which cluster, services, target groups and logs are found.
 */
package groundplan.ecs;
