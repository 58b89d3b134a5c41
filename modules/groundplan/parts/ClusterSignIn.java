package groundplan.parts;

import groundplan.kernel.OtherProvider;
import groundplan.kernel.UnitContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How Terraform reaches what runs in a Kubernetes cluster: with a token of a quarter of an hour that the AWS command line
 * makes, so that no credential is in the configuration or the state. It is made for whoever Terraform works as.
 *
 * @param context the unit that does
 * @param clusterName the cluster
 * @param endpoint its address
 * @param certificateAuthority what its certificate is checked against, as PEM
 */
public record ClusterSignIn(UnitContext context, String clusterName, String endpoint, String certificateAuthority) {
    /** The releases that were tried, and their patches. */
    private static final String KUBERNETES = "~> 2.38.0";

    private static final String HELM = "~> 2.17.0";

    /** The provider of what a cluster itself keeps, such as namespaces. */
    public OtherProvider kubernetes() {
        return new OtherProvider("kubernetes", "hashicorp/kubernetes", KUBERNETES, connection());
    }

    /** The provider of what charts install. */
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

    /** As Terraform works as one role or another, or none, the role is an argument that may be missing. */
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
