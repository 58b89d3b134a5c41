/** A chart installed into a namespace of a Kubernetes cluster. Reads the namespace; publishes the release. */
package groundplan.ekshelmrelease;
