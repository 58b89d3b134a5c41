package groundplan.kernel;

import java.util.Map;

/**
 * A Terraform provider beside that of the cloud, for what lives inside something another unit made.
 *
 * @param name its local name, which its resources' types begin with
 * @param source where it comes from, such as {@code hashicorp/kubernetes}
 * @param version the versions that are accepted
 * @param configuration its arguments; values may be references to what the unit reads
 */
public record OtherProvider(String name, String source, String version, Map<String, Object> configuration) {
    public OtherProvider {
        configuration = Map.copyOf(configuration);
    }
}
