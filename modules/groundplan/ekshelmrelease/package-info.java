/**
 * A Helm release in a namespace of a Kubernetes cluster. Reads the namespace. Its outputs are the names of release and
 * namespace.
 */
package groundplan.ekshelmrelease;
