package groundplan.parts;

import groundplan.kernel.OtherProvider;
import groundplan.kernel.UnitContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How Terraform connects to a Kubernetes cluster: with a token that the AWS CLI creates and that is valid for 15
 * minutes, so that no credential is in the configuration or the state. The token is for the identity that Terraform
 * runs as.
 *
 * @param context the unit that connects
 * @param clusterName the cluster's name
 * @param endpoint the cluster's endpoint
 * @param certificateAuthority the certificate authority that its certificate is verified with, as PEM
 */
public record ClusterSignIn(UnitContext context, String clusterName, String endpoint, String certificateAuthority) {
    /** The tested versions, and their patches. */
    private static final String KUBERNETES = "~> 2.38.0";

    private static final String HELM = "~> 2.17.0";

    /** The provider for Kubernetes objects, such as namespaces. */
    public OtherProvider kubernetes() {
        return new OtherProvider("kubernetes", "hashicorp/kubernetes", KUBERNETES, connection());
    }

    /** The provider for Helm releases. */
    public OtherProvider helm() {
        return new OtherProvider("helm", "hashicorp/helm", HELM, Map.of("kubernetes", connection()));
    }

    private Map<String, Object> connection() {
        return Map.of(
                "host",
                endpoint,
                "cluster_ca_certificate",
                certificateAuthority,
                "exec",
                Map.of("api_version", "client.authentication.k8s.io/v1beta1", "command", "aws", "args", arguments()));
    }

    /** Terraform may run with either role or with none, so the role argument is optional. */
    private Object arguments() {
        List<String> fixed =
                List.of("eks", "get-token", "--output", "json", "--region", context.region(), "--cluster-name");
        return context.environment()
                .assumeRole()
                .<Object>map(roles -> Stream.concat(
                                fixed.stream().map(word -> "\"" + word + "\""),
                                Stream.of(clusterName.substring(2, clusterName.length() - 1)))
                        .collect(Collectors.joining(
                                ", ",
                                "${concat([",
                                "], flatten([for arn in " + roles.chosen() + " : [\"--role-arn\", arn]]))}")))
                .orElseGet(() ->
                        Stream.concat(fixed.stream(), Stream.of(clusterName)).toList());
    }
}
