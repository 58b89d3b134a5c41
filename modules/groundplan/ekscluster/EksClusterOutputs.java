package groundplan.ekscluster;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * What a cluster publishes.
 *
 * @param clusterName its name
 * @param clusterArn its ARN
 * @param endpoint the address of its API
 * @param certificateAuthority what the certificate of that address is checked against, as PEM
 * @param oidcProviderArn who vouches for its service accounts, as IAM knows it
 * @param oidcProviderUrl the same without {@code https://}: the first part of the conditions' keys
 * @param securityGroupId the group that EKS gives to nodes and pods: a server's unit lets it in
 * @param logGroupName the log of its control plane
 */
public record EksClusterOutputs(
        String clusterName,
        String clusterArn,
        String endpoint,
        String certificateAuthority,
        String oidcProviderArn,
        String oidcProviderUrl,
        String securityGroupId,
        String logGroupName) {

    static EksClusterOutputs of(EksClusterSettings settings, OutputSource from) {
        return new EksClusterOutputs(
                from.value("cluster_name", Shape.NAME, "Name of the cluster."),
                from.value("cluster_arn", Shape.ARN, "ARN of the cluster."),
                from.value("endpoint", Shape.URL, "Address of the cluster's API."),
                from.value(
                        "certificate_authority",
                        Shape.CERTIFICATE,
                        "Certificate that vouches for the cluster's API, as PEM."),
                from.value("oidc_provider_arn", Shape.ARN, "Provider that vouches for the cluster's service accounts."),
                from.value("oidc_provider_url", Shape.HOST, "Address of that provider, without its scheme."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Group of the cluster's nodes and pods."),
                from.value("log_group_name", Shape.NAME, "Log of the cluster's control plane."));
    }
}
