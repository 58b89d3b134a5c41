/**
 * A namespace of a Kubernetes cluster: pod security, quota, network policies, and service accounts with their roles.
 * Reads the cluster. Its outputs are the namespace, and how to connect to its cluster.
 */
package groundplan.eksnamespace;
