package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The states of many units as the one state of {@link RootModule}: a private copy that nobody writes back. */
final class MergedState {
    private static final Pattern PROVIDER =
            Pattern.compile("(?:module\\..*\\.)?(provider\\[\"([^\"]+/([^\"/]+))\"])(?:\\.([A-Za-z0-9_-]+))?");
    private static final Pattern ARN_REGION =
            Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:([a-z]{2}(?:-[a-z]+)+-[0-9]):");

    private final ObjectNode merged = TerraformJson.object();
    private final ArrayNode resources;

    MergedState(RootModule root, Map<UnitPath, StateFile> states, String terraformVersion) {
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
                        .fields()
                        .forEachRemaining(output -> outputs.set(
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
                // Read again by every plan; an old copy would only be in the way.
                return;
            }
            ObjectNode copy = resource.deepCopy();
            copy.put(
                    "module",
                    copy.has("module") ? module + "." + copy.path("module").asText() : module);
            copy.put("provider", provider(root, path, resource));
            copy.path("instances").forEach(instance -> {
                if (instance.path("dependencies") instanceof ArrayNode dependencies) {
                    ArrayNode prefixed = TerraformJson.object().putArray("dependencies");
                    dependencies.forEach(dependency -> prefixed.add(module + "." + dependency.asText()));
                    ((ObjectNode) instance).set("dependencies", prefixed);
                }
            });
            resources.add(copy);
        });
    }

    private static String provider(RootModule root, UnitPath path, JsonNode resource) {
        Matcher provider = PROVIDER.matcher(resource.path("provider").asText());
        if (!provider.matches()) {
            return resource.path("provider").asText();
        }
        String name = provider.group(3);
        String alias = provider.group(4) == null ? "" : provider.group(4);
        String known = root.providers(path).get(alias.isEmpty() ? name : name + "." + alias);
        String found = known == null ? root.forgotten(name, provider.group(2), region(path, alias, resource)) : known;
        return provider.group(1) + "." + found.substring(name.length() + 1);
    }

    /** Where a thing is that the settings no longer know: its own name says so, or the place of its unit. */
    private static String region(UnitPath path, String alias, JsonNode resource) {
        if (!alias.isEmpty()) {
            Matcher arn = ARN_REGION.matcher(resource.path("instances")
                    .path(0)
                    .path("attributes")
                    .path("arn")
                    .asText());
            if (arn.find()) {
                return arn.group(1);
            }
        }
        return path.global() ? UnitContext.GLOBAL_REGION : path.region();
    }
}
