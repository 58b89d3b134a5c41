package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import java.util.HashMap;
import java.util.Map;

/** Which arguments the settings set: what somebody changed outside counts only there,
 * the rest is the provider's own account. */
public final class ConfiguredArguments {
    private final Map<UnitPath, JsonNode> resources = new HashMap<>();

    /** @param configurations Terraform's JSON configuration of each unit */
    public ConfiguredArguments(Map<UnitPath, ? extends JsonNode> configurations) {
        configurations.forEach((unit, configuration) -> resources.put(unit, configuration.path("resource")));
    }

    /** Whether the unit gives the attribute at a path such as {@code rule[0].bucket_key_enabled}, or what it is part of. */
    public boolean sets(UnitPath unit, String address, String attribute) {
        String[] parts = address.split("[.\\[]", 3);
        if (parts.length < 2 || !resources.containsKey(unit)) {
            return false;
        }
        JsonNode node = resources.get(unit).path(parts[0]).path(parts[1]);
        for (String step : attribute.replace("[", ".[").split("\\.")) {
            if (step.startsWith("[")) {
                int index = Integer.parseInt(step.substring(1, step.length() - 1));
                // One block may stand without the list around it.
                node = node.isArray() ? node.path(index) : node;
            } else {
                node = node.path(step);
            }
            if (node.isMissingNode()) {
                return false;
            }
            if (node.isValueNode()) {
                return true;
            }
        }
        return true;
    }
}
