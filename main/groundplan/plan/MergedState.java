package groundplan.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** The states of many units as the one state of {@link RootModule}: a private copy that is never written back. */
final class MergedState {
    private final ObjectNode merged = TerraformJson.object();
    private final ArrayNode resources;

    private final Path folder;

    /** @param folder the root module's folder */
    MergedState(RootModule root, Map<UnitPath, StateFile> states, String terraformVersion, Path folder) {
        this.folder = folder;
        merged.put("version", 4)
                .put("terraform_version", terraformVersion)
                .put("serial", 1)
                .put(
                        "lineage",
                        UUID.nameUUIDFromBytes("groundplan".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .toString());
        ObjectNode outputs = merged.putObject("outputs");
        this.resources = merged.putArray("resources");
        states.forEach((path, state) -> {
            add(root, path, state);
            if (root.plans(path)) {
                state.outputs()
                        .properties()
                        .forEach(output -> outputs.set(
                                StateKeys.output(path, output.getKey()),
                                output.getValue().deepCopy()));
            }
        });
    }

    String text() {
        return merged.toString();
    }

    private void add(RootModule root, UnitPath path, StateFile state) {
        String module = "module." + StateKeys.module(path);
        state.json().path("resources").forEach(resource -> {
            if (resource.path("mode").asText().equals("data")) {
                // Every plan reads data sources again, so an old copy is not needed.
                return;
            }
            ObjectNode copy = resource.deepCopy();
            copy.put(
                    "module",
                    copy.has("module") ? module + "." + copy.path("module").asText() : module);
            copy.put("provider", root.provider(path, resource));
            copy.path("instances").forEach(instance -> {
                root.paths(path).ifPresent(paths -> ((ObjectNode) instance)
                        .set("attributes", paths.inRoot(instance.path("attributes"), folder)));
                if (instance.path("dependencies") instanceof ArrayNode dependencies) {
                    ArrayNode prefixed = TerraformJson.object().putArray("dependencies");
                    dependencies.forEach(dependency -> prefixed.add(module + "." + dependency.asText()));
                    ((ObjectNode) instance).set("dependencies", prefixed);
                }
            });
            resources.add(copy);
        });
    }

    /**
     * Where the engine looks for it in its folder.
     *
     * @param variables the environment variables of the engine, which may name a workspace
     */
    static String file(Map<String, String> variables) {
        String workspace = variables.getOrDefault("TF_WORKSPACE", "");
        String file = "terraform.tfstate";
        return workspace.isBlank() || workspace.equals("default") ? file : file + ".d/" + workspace + "/" + file;
    }
}
