package groundplan.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A module that a configuration calls, as Terraform's manifest of installed modules has it.
 *
 * @param key the names of the calls that lead to it, joined by dots
 * @param source its source
 * @param version its version; empty if its source has none
 * @param folder where it is, relative to the configuration's folder
 */
public record InstalledModule(String key, String source, String version, String folder) {
    /** Reads a manifest, {@code .terraform/modules/modules.json}; the configuration itself is left out. */
    public static List<InstalledModule> read(JsonNode manifest) {
        List<InstalledModule> modules = new ArrayList<>();
        manifest.path("Modules").forEach(module -> {
            if (!module.path("Key").asText().isEmpty()) {
                modules.add(new InstalledModule(
                        module.path("Key").asText(),
                        module.path("Source").asText(),
                        module.path("Version").asText(""),
                        module.path("Dir").asText()));
            }
        });
        return List.copyOf(modules);
    }

    /**
     * The same module, called from another configuration that calls this one.
     *
     * @param call the name of the call
     * @param inside where this configuration is, relative to the other
     */
    public InstalledModule calledFrom(String call, String inside) {
        return new InstalledModule(
                call + "." + key,
                source,
                version,
                java.nio.file.Path.of(inside, folder).normalize().toString());
    }
}
