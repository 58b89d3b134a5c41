package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.PlannableUnit;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.references.Traversal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Data sources {@code terraform_remote_state} that read the state of another unit of the tree. Their outputs are those that the plan is
 * about to make, so each becomes a variable that gets the output of the other unit's module.
 */
final class SiblingStates {
    private static final String TYPE = "terraform_remote_state";
    /** The arguments of backends that say where a state is; others say how to get there. */
    private static final List<String> PLACE = List.of(
            "bucket", "key", "path", "container_name", "storage_account_name", "prefix", "workspace_key_prefix");

    private final List<TreeUnit> units;

    SiblingStates(List<TreeUnit> units) {
        this.units = units;
    }

    /** The units, in the order of what they read. */
    List<TreeUnit> joined() {
        List<TreeUnit> joined = units.stream().map(this::joined).toList();
        List<TreeUnit> order = new ArrayList<>();
        Set<UnitPath> placed = new TreeSet<>();
        joined.forEach(unit -> place(unit, joined, placed, order));
        return order;
    }

    /** After the units that it reads; a unit that is read in a circle stays where it is, and Terraform tells of the circle. */
    private static void place(TreeUnit unit, List<TreeUnit> all, Set<UnitPath> placed, List<TreeUnit> order) {
        if (placed.add(unit.unit().path())) {
            all.stream()
                    .filter(other -> unit.unit().reads().contains(other.unit().path()))
                    .forEach(other -> place(other, all, placed, order));
            order.add(unit);
        }
    }

    private TreeUnit joined(TreeUnit unit) {
        Map<String, TreeUnit> siblings = new TreeMap<>();
        unit.unit().configuration().path("data").path(TYPE).properties().forEach(source -> sibling(
                        unit, source.getValue())
                .ifPresent(other -> siblings.put(source.getKey(), other)));
        if (siblings.isEmpty()) {
            return unit;
        }
        Map<String, OutputReference> read = new TreeMap<>();
        ObjectNode configuration = (ObjectNode)
                TextReferences.replaced(unit.unit().configuration(), traversal -> instead(traversal, siblings, read));
        Map<String, Template> inputs = new TreeMap<>(unit.unit().inputs());
        read.forEach((name, reference) -> {
            configuration.withObjectProperty("variable").putObject(name).put("type", "any");
            inputs.put(name, Template.of(reference));
        });
        String text = configuration.toString();
        ObjectNode sources = (ObjectNode) configuration.path("data").path(TYPE);
        siblings.keySet().stream()
                .filter(name -> !text.contains("data." + TYPE + "." + name))
                .forEach(sources::remove);
        if (sources.isEmpty()) {
            ((ObjectNode) configuration.path("data")).remove(TYPE);
        }
        if (configuration.path("data").isEmpty()) {
            configuration.remove("data");
        }
        PlannableUnit old = unit.unit();
        return new TreeUnit(
                new PlannableUnit(
                        old.path(),
                        configuration,
                        new TreeMap<>(inputs),
                        old.providers(),
                        old.rootVariables(),
                        old.files()),
                unit.backend(),
                unit.protectedAddresses(),
                unit.notes(),
                unit.environment(),
                unit.account());
    }

    private static Optional<TextReferences.Instead> instead(
            Traversal traversal, Map<String, TreeUnit> siblings, Map<String, OutputReference> read) {
        if (!traversal.startsWith("data", TYPE) || !traversal.name(3).equals(Optional.of("outputs"))) {
            return Optional.empty();
        }
        String source = traversal.name(2).orElseThrow();
        if (!siblings.containsKey(source)) {
            return Optional.empty();
        }
        UnitPath sibling = siblings.get(source).unit().path();
        Set<String> outputs = new TreeSet<>();
        siblings.get(source).unit().configuration().path("output").fieldNames().forEachRemaining(outputs::add);
        Optional<String> output = traversal.name(4).filter(outputs::contains);
        Set<String> these = output.map(Set::of).orElse(outputs);
        these.forEach(name -> read.put(variable(source, name), new OutputReference(sibling, name, List.of())));
        return Optional.of(new TextReferences.Instead(
                output.isPresent() ? 4 : 3,
                output.map(name -> "var." + variable(source, name)).orElseGet(() -> these.stream()
                        .map(name -> name + " = var." + variable(source, name))
                        .collect(Collectors.joining(", ", "{ ", " }")))));
    }

    private static String variable(String source, String output) {
        return PlannableUnit.LOOKED_UP + source + "_" + output;
    }

    /** The unit whose state a data source reads. */
    private Optional<TreeUnit> sibling(TreeUnit unit, JsonNode source) {
        JsonNode block = source.isArray() ? source.path(0) : source;
        if (block.has("count") || block.has("for_each") || block.has("workspace")) {
            return Optional.empty();
        }
        String backend = block.path("backend").asText();
        JsonNode config = known(
                unit, block.path("config").isArray() ? block.path("config").path(0) : block.path("config"));
        return units.stream()
                .filter(other ->
                        !other.unit().path().equals(unit.unit().path()) && same(backend, config, other.backend()))
                .findFirst();
    }

    private static boolean same(String type, JsonNode config, JsonNode backend) {
        JsonNode other = backend.path(type);
        if (!other.isObject() || !(other.has("key") || other.has("path"))) {
            return false;
        }
        return PLACE.stream().allMatch(name -> place(name, config).equals(place(name, other)));
    }

    private static String place(String name, JsonNode config) {
        String text = config.path(name).asText();
        return name.equals("path") ? Path.of(text).normalize().toString() : text;
    }

    /** A configuration with the values of variables that are constants. */
    private static JsonNode known(TreeUnit unit, JsonNode config) {
        ObjectNode known = TerraformJson.object();
        config.properties()
                .forEach(entry -> known.set(
                        entry.getKey(), TextReferences.replaced(entry.getValue(), read -> constant(unit, read))));
        known.properties().forEach(entry -> entry.setValue(plain(entry.getValue())));
        return known;
    }

    private static Optional<TextReferences.Instead> constant(TreeUnit unit, Traversal read) {
        String name = read.name(1).orElse("");
        JsonNode value = read.startsWith("local")
                ? unit.unit().configuration().path("locals").path(name)
                : read.startsWith("var")
                        ? Optional.ofNullable(unit.unit().inputs().get(name))
                                .map(Template::value)
                                .orElseGet(() -> unit.unit()
                                        .configuration()
                                        .path("variable")
                                        .path(name)
                                        .path("default"))
                        : null;
        return value != null && value.isTextual() && !value.asText().contains("${")
                ? Optional.of(new TextReferences.Instead(1, '"' + value.asText() + '"'))
                : Optional.empty();
    }

    /** A text without interpolations of texts. */
    private static JsonNode plain(JsonNode value) {
        return value.isTextual()
                ? com.fasterxml.jackson.databind.node.TextNode.valueOf(
                        value.asText().replaceAll("\\$\\{\"([^\"$]*)\"}", "$1"))
                : value;
    }
}
