package groundplan.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What several modules require of one provider. */
public final class ProviderRequirements {
    private static final String VERSION = "version";

    private ProviderRequirements() {}

    /**
     * Adds a requirement; where there is one already, the version constraints of both hold.
     *
     * @param required {@code required_providers}, which gets it
     * @param name the provider's local name
     * @param requirement its source and version constraint
     */
    public static void add(ObjectNode required, String name, JsonNode requirement) {
        if (!required.has(name)) {
            required.set(name, requirement.deepCopy());
            return;
        }
        ObjectNode there = (ObjectNode) required.get(name);
        String version = requirement.path(VERSION).asText();
        String known = there.path(VERSION).asText();
        if (!version.isEmpty() && !List.of(known.split(", ")).contains(version)) {
            there.put(VERSION, known.isEmpty() ? version : known + ", " + version);
        }
    }
}
