package groundplan.ekscluster;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * The outputs of a cluster.
 *
 * @param clusterName its name
 * @param clusterArn its ARN
 * @param endpoint the endpoint of its API
 * @param certificateAuthority the certificate authority of that endpoint, as PEM
 * @param oidcProviderArn the ARN of the IAM OIDC provider of its service accounts
 * @param oidcProviderUrl the provider's URL without {@code https://}: the prefix of condition keys
 * @param securityGroupId the security group that EKS creates for nodes and pods: a server's unit adds an ingress rule
 *     for it
 * @param logGroupName the log group of its control plane
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
                from.value("endpoint", Shape.URL, "Endpoint of the cluster's API."),
                from.value(
                        "certificate_authority",
                        Shape.CERTIFICATE,
                        "Certificate authority of the cluster's API, as PEM."),
                from.value(
                        "oidc_provider_arn", Shape.ARN, "ARN of the OIDC provider of the cluster's service accounts."),
                from.value("oidc_provider_url", Shape.HOST, "URL of that provider, without https://."),
                from.value(
                        "security_group_id",
                        Shape.SECURITY_GROUP_ID,
                        "Id of the security group of the cluster's nodes and pods."),
                from.value("log_group_name", Shape.NAME, "Log group of the cluster's control plane."));
    }
}
