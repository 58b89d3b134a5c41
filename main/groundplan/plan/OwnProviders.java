package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;
import java.util.TreeMap;

/** The providers that a unit's module configures itself, because they read what only the module has. */
final class OwnProviders {
    private OwnProviders() {}

    /**
     * Their module's address, by {@code <name>} or {@code <name>.<alias>}.
     *
     * @param configuration the unit's configuration
     * @param module the name of its module
     */
    static SortedMap<String, String> in(JsonNode configuration, String module) {
        SortedMap<String, String> own = new TreeMap<>();
        configuration.path("provider").properties().forEach(provider -> provider.getValue()
                .forEach(block -> own.put(
                        provider.getKey()
                                + (block.has("alias")
                                        ? "." + block.path("alias").asText()
                                        : ""),
                        "module." + module)));
        return own;
    }

    /** Whether a provider is one of these, and not the root's. */
    static boolean isModule(String provider) {
        return provider.startsWith("module.");
    }
}
