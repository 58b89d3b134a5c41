/**
 * A namespace of a Kubernetes cluster: how safe its pods must be, how much they may take, whom they may talk to, and the
 * roles of their service accounts. Reads the cluster; publishes the namespace, and how to reach what is in it.
 */
package groundplan.eksnamespace;
