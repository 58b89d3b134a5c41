package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Units as the modules of one root, with stand-ins for what they read of each other. Most of the time of a Terraform run is
 * spent on the provider's schema: one run for a system costs little more than one for a unit. {@code EachUnitAloneTest} shows
 * that both say the same.
 */
final class ModulesRoot {
    private final Map<String, PlannedUnit> units = new LinkedHashMap<>();
    private final ObjectNode root = TerraformJson.object();
    /** The name of a provider of the root by its configuration. */
    private final Map<String, String> providers = new LinkedHashMap<>();

    ModulesRoot() {
        root.putObject("terraform")
                .putObject("required_providers")
                .putObject("aws")
                .put("source", "hashicorp/aws");
    }

    /**
     * Writes the unit as a module below the folder.
     *
     * @param configuration its {@code main.tf.json}, or what is used in its place
     */
    void add(PlannedUnit unit, ObjectNode configuration, Path folder) throws IOException {
        String name = prefix(unit.path()) + unit.path().region().replace('-', '_') + "__"
                + unit.path().unit().replace('/', '_').replace('-', '_');
        ObjectNode module = configuration.deepCopy();
        JsonNode blocks = module.remove("provider");
        ObjectNode call = root.withObjectProperty("module").putObject(name);
        call.put("source", "./" + name);
        ObjectNode passed = call.putObject("providers");
        for (JsonNode block : blocks.path("aws")) {
            String alias = block.path("alias").asText("");
            passed.put(alias.isEmpty() ? "aws" : "aws." + alias, "aws." + provider(block));
            if (!alias.isEmpty()) {
                ((ObjectNode) module.path("terraform")
                                .path("required_providers")
                                .path("aws"))
                        .withArrayProperty("configuration_aliases")
                        .add("aws." + alias);
            }
        }
        call.setAll(Offline.inputs(unit.document(), unit.live()));
        Path target = Files.createDirectories(folder.resolve(name));
        Files.writeString(target.resolve("main.tf.json"), TerraformJson.write(module));
        units.put(name, unit);
    }

    /** What the names of the modules of an environment begin with, and so the files that a diagnostic names. */
    static String prefix(UnitPath path) {
        return (path.system() + "__" + path.environment() + "__").replace('-', '_');
    }

    /** Writes the root itself; answers with it. */
    ObjectNode write(Path folder) throws IOException {
        Files.writeString(folder.resolve("main.tf.json"), TerraformJson.write(root));
        return root;
    }

    private String provider(JsonNode block) {
        ObjectNode offline = Offline.provider(block);
        offline.remove("alias");
        return providers.computeIfAbsent(TerraformJson.write(offline), text -> {
            String name = "p" + providers.size();
            root.withObjectProperty("provider").withArrayProperty("aws").add(offline.put("alias", name));
            return name;
        });
    }

    /** The units, each with its part of the root's plan. */
    Map<String, PlannedUnit> split(ObjectNode plan) {
        Map<String, PlannedUnit> split = new LinkedHashMap<>();
        units.forEach((name, unit) -> split.put(
                name,
                new PlannedUnit(
                        unit.document(), unit.live(), part(plan, name, Offline.inputs(unit.document(), unit.live())))));
        return split;
    }

    private static ObjectNode part(ObjectNode plan, String name, ObjectNode inputs) {
        String prefix = "module." + name;
        ObjectNode part = TerraformJson.object();
        for (String field : new String[] {"format_version", "terraform_version"}) {
            part.set(field, plan.get(field));
        }
        inputs.properties().forEach(input -> part.withObjectProperty("variables")
                .putObject(input.getKey())
                .set("value", input.getValue()));
        ObjectNode values = part.putObject("planned_values").putObject("root_module");
        for (JsonNode module : plan.path("planned_values").path("root_module").path("child_modules")) {
            if (module.path("address").asText().equals(prefix)) {
                values.set("resources", alone(module.path("resources"), prefix));
            }
        }
        ArrayNode changes = part.putArray("resource_changes");
        plan.path("resource_changes").forEach(change -> {
            if (change.path("module_address").asText().equals(prefix)) {
                ObjectNode own = change.deepCopy();
                own.remove("module_address");
                changes.add(own.put("address", own.path("address").asText().substring(prefix.length() + 1)));
            }
        });
        ObjectNode configuration = part.putObject("configuration");
        configuration.set("provider_config", plan.path("configuration").path("provider_config"));
        configuration.set(
                "root_module",
                plan.path("configuration")
                        .path("root_module")
                        .path("module_calls")
                        .path(name)
                        .path("module"));
        return part;
    }

    private static ArrayNode alone(JsonNode resources, String prefix) {
        ArrayNode alone = resources.deepCopy();
        alone.forEach(resource -> {
            ObjectNode own = (ObjectNode) resource;
            own.put("address", own.path("address").asText().substring(prefix.length() + 1));
        });
        return alone;
    }
}
