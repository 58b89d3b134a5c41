/**
 * A Kubernetes cluster that AWS keeps: its private door, its nodes or Fargate, its add-ons, and who may come in. Reads
 * network and keys; publishes how to reach it, and what the roles of its service accounts trust. Namespaces are units of
 * their own.
 */
package groundplan.ekscluster;
