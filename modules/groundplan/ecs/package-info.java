/**
 * Services on Fargate: those of a cluster behind one load balancer in one unit, or the cluster, each service with a load
 * balancer of its own, and tasks that are run once as units of their own, made of the same parts. Reads the keys, the network
 * and whatever the settings name: repositories, buckets, secrets, parameters, databases, caches, file systems, certificates, a
 * web ACL, a zone. Publishes the names under which cluster, services, target groups and logs are found.
 */
package groundplan.ecs;
