package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.OutputDeclaration;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitPath;
import groundplan.live.LiveTree;
import groundplan.settings.UnitModel;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import groundplan.synth.PreventDestroy;
import groundplan.synth.UnitDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One configuration with each unit as a child module. What units read of each other becomes a reference between modules, so
 * a value that is not known yet is unknown downstream too. InstalledProviders stand in the root only: one process serves every module
 * of a region, where a provider block in each module would start one for each.
 */
final class RootModule {
    private static final String UNKNOWN = "unknown";
    private static final Pattern VARIABLE =
            Pattern.compile("(\\$\\{)?(?<![\\w.])var\\.([a-z0-9_]+)(?:\\.([A-Za-z0-9_-]+))?(})?");

    private final Map<UnitPath, UnitDocument> documents = new LinkedHashMap<>();
    private final Map<UnitPath, StateFile> outside;
    private final SortedMap<String, String> files = new TreeMap<>();
    private final RootProviders shared;
    private final Map<UnitPath, SortedMap<String, String>> providers = new TreeMap<>();
    private final List<String> unknown = new ArrayList<>();
    private final ObjectNode root = TerraformJson.object();

    /**
     * @param units the units that are planned
     * @param outside the states of units that are read and not planned
     */
    RootModule(List<UnitDocument> units, Map<UnitPath, StateFile> outside) {
        units.forEach(unit -> documents.put(unit.unit().path(), unit));
        this.outside = outside;
        ObjectNode terraform = root.putObject("terraform");
        terraform.put("required_version", Unit.TERRAFORM_VERSION);
        this.shared = new RootProviders(root);
        documents.values().forEach(this::module);
        unknown.forEach(name -> root.withObjectProperty("resource")
                .withObjectProperty("terraform_data")
                .putObject(name));
        files.put("main.tf.json", TerraformJson.write(root));
    }

    /** The files of the configuration by path. */
    SortedMap<String, String> files() {
        return files;
    }

    /** Whether a unit is planned, and not only what its state still has. */
    boolean plans(UnitPath unit) {
        return documents.containsKey(unit);
    }

    /** The root's provider by the unit's own, both as {@code <name>} or {@code <name>.<alias>}. */
    SortedMap<String, String> providers(UnitPath unit) {
        return providers.getOrDefault(unit, new TreeMap<>());
    }

    /** The root's provider for what only a state still knows of, as {@link RootProviders#forgotten}. */
    String forgotten(String name, String source, String region) {
        String provider = shared.forgotten(name, source, region);
        files.put("main.tf.json", TerraformJson.write(root));
        return provider;
    }

    private void module(UnitDocument document) {
        UnitPath path = document.unit().path();
        String name = StateKeys.module(path);
        ObjectNode live = LiveTree.configuration(document);
        ObjectNode module = root.withObjectProperty("module").putObject(name);
        module.put("source", "./units/" + name);
        SortedMap<String, String> own = shared.hoist(live, name, block -> wired(document.unit(), block));
        own.forEach((local, global) -> module.withObjectProperty("providers").put(local, global));
        providers.put(path, own);
        live.remove("//");
        // Terraform would show no plan at all; whoever reads this one judges it.
        PreventDestroy.lift(live, address -> true);
        // InstalledProviders stand in the root, and so does what they depend on.
        if (live.path("variable") instanceof ObjectNode variables && variables.has(AssumeRoleSettings.VARIABLE)) {
            root.withObjectProperty("variable")
                    .set(AssumeRoleSettings.VARIABLE, variables.remove(AssumeRoleSettings.VARIABLE));
            if (variables.isEmpty()) {
                live.remove("variable");
            }
        }
        live.path("variable")
                .fieldNames()
                .forEachRemaining(variable -> module.set(variable, input(document.unit(), variable)));
        // Import blocks are the root's alone.
        JsonNode imports = live.remove("import");
        if (imports != null) {
            imports.forEach(block -> root.withArrayProperty("import")
                    .add(((ObjectNode) block.deepCopy())
                            .put("to", "module." + name + "." + block.path("to").asText())));
        }
        // Only a root's outputs are planned, and only what is planned can be told to be new or other.
        live.path("output").fields().forEachRemaining(output -> {
            ObjectNode told = root.withObjectProperty("output").putObject(StateKeys.output(path, output.getKey()));
            told.put("value", "${module." + name + "." + output.getKey() + "}");
            if (output.getValue().path("sensitive").asBoolean()) {
                told.put("sensitive", true);
            }
        });
        files.put("units/" + name + "/main.tf.json", TerraformJson.write(live));
    }

    /** A part of a unit with its inputs in the place of its variables. */
    private JsonNode wired(UnitModel<?, ?> reader, JsonNode part) {
        if (part instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> object.set(name, wired(reader, object.get(name))));
        } else if (part instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, wired(reader, array.get(i)));
            }
        } else if (part.isTextual()) {
            String text = VARIABLE.matcher(part.asText())
                    .replaceAll(variable -> Matcher.quoteReplacement(
                            reads(reader, variable.group(2)) ? wired(reader, variable) : variable.group()));
            return TerraformJson.object().put("v", text).get("v");
        }
        return part;
    }

    /** What stands in the place of one variable, which is a whole template or a word of a longer one. */
    private String wired(UnitModel<?, ?> reader, MatchResult variable) {
        JsonNode input = input(reader, variable.group(2));
        String key = variable.group(3);
        String value = key == null
                ? input.asText()
                : input.isObject() ? input.path(key).asText() : input.asText().replaceFirst("}$", "." + key + "}");
        String opens = variable.group(1) == null ? "" : variable.group(1);
        String closes = variable.group(4) == null ? "" : variable.group(4);
        if (!opens.isEmpty() && !closes.isEmpty()) {
            return value;
        }
        boolean reference = value.startsWith("${") && value.endsWith("}");
        return opens
                + (reference
                        ? value.substring(2, value.length() - 1)
                        : TerraformJson.object().textNode(value))
                + closes;
    }

    private boolean reads(UnitModel<?, ?> reader, String variable) {
        return reader.reads().values().stream().anyMatch(producer -> producer.outputs().stream()
                .anyMatch(output -> (producer.path().wireName(reader.path()) + "_" + output.name()).equals(variable)));
    }

    private JsonNode input(UnitModel<?, ?> reader, String variable) {
        for (UnitModel<?, ?> producer : reader.reads().values()) {
            for (OutputDeclaration output : producer.outputs()) {
                if ((producer.path().wireName(reader.path()) + "_" + output.name()).equals(variable)) {
                    return value(producer, output);
                }
            }
        }
        throw new IllegalStateException(
                reader.path() + " has a variable '" + variable + "' that nothing it reads publishes");
    }

    private JsonNode value(UnitModel<?, ?> producer, OutputDeclaration output) {
        ObjectNode holder = TerraformJson.object();
        if (documents.containsKey(producer.path())) {
            return holder.put("v", "${module." + StateKeys.module(producer.path()) + "." + output.name() + "}")
                    .get("v");
        }
        StateFile state = outside.get(producer.path());
        JsonNode found = state == null ? TerraformJson.object().path("none") : state.output(output.name());
        if (!found.isMissingNode()) {
            // A value, not a template.
            return TerraformJson.read(
                            "{\"v\":" + found.toString().replace("${", "$${").replace("%{", "%%{") + "}")
                    .get("v");
        }
        // Not applied yet: only an apply of that unit will tell.
        String name = (StateKeys.module(producer.path()) + "--" + output.name()).replaceFirst("^_", "");
        if (!unknown.contains(name)) {
            unknown.add(name);
        }
        String reference = "${terraform_data." + name + ".id}";
        if (output.keys().isEmpty()) {
            return holder.put("v", reference).get("v");
        }
        ObjectNode map = holder.putObject("v");
        output.keys().forEach(key -> map.put(key, reference));
        return map;
    }

    static boolean placeholder(String address) {
        return address.startsWith("terraform_data.") || address.startsWith(UNKNOWN);
    }
}
