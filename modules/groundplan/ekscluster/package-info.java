/**
 * A managed Kubernetes cluster: its control plane, its nodes or Fargate, its add-ons and access entries. Reads the
 * network and the KMS keys. Its outputs are the endpoint, and the OIDC provider for roles of service accounts.
 * Namespaces are separate units.
 */
package groundplan.ekscluster;
