package groundplan.eksnamespace;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;

/**
 * The outputs of a namespace. They include the cluster's, so that units that read a namespace cannot combine it with
 * another cluster.
 *
 * @param namespace its name
 * @param clusterName the cluster's name
 * @param clusterEndpoint the endpoint of the cluster's API
 * @param clusterCertificateAuthority the certificate authority of that endpoint, as PEM
 * @param serviceAccountRoleArns the roles of the service accounts that have one, by account
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
                from.value("cluster_endpoint", Shape.URL, "Endpoint of the cluster's API."),
                from.value(
                        "cluster_certificate_authority",
                        Shape.CERTIFICATE,
                        "Certificate authority of the cluster's API, as PEM."),
                from.values(
                        "service_account_role_arns",
                        settings.serviceAccounts().entrySet().stream()
                                .filter(account -> !account.getValue().allow().isEmpty())
                                .map(Map.Entry::getKey)
                                .toList(),
                        Shape.ROLE_ARN,
                        "ARNs of the service accounts' roles."));
    }
}
