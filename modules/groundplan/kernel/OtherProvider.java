package groundplan.kernel;

import java.util.Map;

/**
 * A Terraform provider in addition to AWS's, for objects inside something that another unit created.
 *
 * @param name its local name, the prefix of its resource types
 * @param source its source address, such as {@code hashicorp/kubernetes}
 * @param version the accepted versions
 * @param configuration its arguments; values may be references to other units' outputs
 */
public record OtherProvider(String name, String source, String version, Map<String, Object> configuration) {
    public OtherProvider {
        configuration = Map.copyOf(configuration);
    }
}
