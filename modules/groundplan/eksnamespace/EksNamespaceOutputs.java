package groundplan.eksnamespace;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;

/**
 * What a namespace publishes. The cluster's own outputs are passed on, so that who reads a namespace cannot name another
 * cluster with it.
 *
 * @param namespace its name
 * @param clusterName the cluster
 * @param clusterEndpoint the address of the cluster's API
 * @param clusterCertificateAuthority what the certificate of that address is checked against, as PEM
 * @param serviceAccountRoleArns the roles of those service accounts that have one, by account
 */
public record EksNamespaceOutputs(
        String namespace,
        String clusterName,
        String clusterEndpoint,
        String clusterCertificateAuthority,
        Map<String, String> serviceAccountRoleArns) {

    static EksNamespaceOutputs of(EksNamespaceSettings settings, OutputSource from) {
        return new EksNamespaceOutputs(
                from.value("namespace", Shape.NAME, "Name of the namespace."),
                from.value("cluster_name", Shape.NAME, "Name of the cluster."),
                from.value("cluster_endpoint", Shape.URL, "Address of the cluster's API."),
                from.value(
                        "cluster_certificate_authority",
                        Shape.CERTIFICATE,
                        "Certificate that vouches for the cluster's API, as PEM."),
                from.values(
                        "service_account_role_arns",
                        settings.serviceAccounts().entrySet().stream()
                                .filter(account -> !account.getValue().allow().isEmpty())
                                .map(Map.Entry::getKey)
                                .toList(),
                        Shape.ROLE_ARN,
                        "Roles of the service accounts."));
    }
}
