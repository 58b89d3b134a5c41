package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.hcl.HclText;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.terraform.TerraformFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Finds which data sources {@code terraform_remote_state} of a root module read the states of other units of the tree: those whose
 * backend names the place of such a state.
 *
 * @param path the unit
 * @param module its module
 * @param values evaluates what is constant
 * @param workspace its workspace
 * @param original its folder in the repository
 * @param units the places of all units' states
 * @param outputs the outputs of a unit
 */
record StateReads(
        UnitPath path,
        ModuleFolder module,
        ConstantValues values,
        String workspace,
        Path original,
        Map<UnitPath, BackendPlace> units,
        Function<UnitPath, SortedSet<String>> outputs) {
    private static final String CONFIG = "config";
    private static final String WORKSPACE = "workspace";

    /** An instance of a data source, with its arguments as constants where they are. */
    private record Instance(String key, ObjectNode arguments, List<String> unknown) {}

    /**
     * Finds them.
     *
     * @param shown names the module's folder in messages
     * @param files gets the absolute paths of local states that are read and are no unit's, by the names of the data sources
     * @throws UnreadableTree if it cannot be told whether one reads a unit's state, with all reasons
     */
    List<RemoteState> find(String shown, Map<String, String> files) throws IOException {
        List<RemoteState> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> source :
                module.configuration().path("data").path(RemoteState.TYPE).properties()) {
            JsonNode block = source.getValue().isArray() ? source.getValue().path(0) : source.getValue();
            String place = Optional.ofNullable(module.places().get("data." + RemoteState.TYPE + "." + source.getKey()))
                            .orElse(shown)
                    + ": data." + RemoteState.TYPE + "." + source.getKey();
            try {
                one(source.getKey(), block, files).ifPresent(found::add);
            } catch (TerraformFailure | UnreadableTree | IllegalArgumentException wrong) {
                problems.add(place + ": " + wrong.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new UnreadableTree(problems);
        }
        return found;
    }

    private Optional<RemoteState> one(String name, JsonNode block, Map<String, String> files) throws IOException {
        // The 10th instance after the 2nd.
        SortedMap<String, UnitPath> siblings =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        SortedMap<UnitPath, SortedSet<String>> theirs = new TreeMap<>();
        List<String> others = new ArrayList<>();
        for (Instance instance : instances(block)) {
            BackendPlace place = place(instance);
            Optional<UnitPath> unit = sibling(place, instance.unknown());
            unit.ifPresent(path -> {
                siblings.put(instance.key(), path);
                theirs.put(path, outputs.apply(path));
            });
            if (unit.isEmpty()) {
                others.add(place.toString());
                if (place.type().equals("local") && instance.unknown().isEmpty()) {
                    files.put(name, place.config().path("path").asText());
                }
            }
        }
        if (!siblings.isEmpty() && !others.isEmpty()) {
            throw new UnreadableTree(
                    List.of("some of its instances read states of units of the tree, and others do not ("
                            + String.join(", ", others)
                            + "): in a whole plan it has to be one or the other; write two data sources"));
        }
        return siblings.isEmpty()
                ? Optional.empty()
                : Optional.of(new RemoteState(
                        name,
                        block.has("count") || block.has("for_each"),
                        block.has("count"),
                        siblings,
                        theirs,
                        Optional.ofNullable(block.get("defaults"))));
    }

    private BackendPlace place(Instance instance) {
        JsonNode config = instance.arguments().path(CONFIG);
        String of = instance.arguments().path(WORKSPACE).asText(BackendPlace.DEFAULT_WORKSPACE);
        return BackendPlace.of(instance.arguments().path("backend").asText(), config, of, original);
    }

    private Optional<UnitPath> sibling(BackendPlace place, List<String> unknown) {
        List<String> names = unknown.stream().map(text -> text.split(" ", 2)[0]).toList();
        Optional<UnitPath> found = units.entrySet().stream()
                .filter(other -> !other.getKey().equals(path) && place.same(other.getValue(), names))
                .map(Map.Entry::getKey)
                .findFirst();
        if (found.isPresent() && !unknown.isEmpty()) {
            throw new UnreadableTree(
                    List.of(
                            "it may read the state of " + found.get() + ", but its "
                                    + String.join(", and its ", unknown)
                                    + ", which is known only in a plan; write a constant, or what depends on variables and local values only"));
        }
        return found;
    }

    /** The instances of a data source with their arguments. */
    private List<Instance> instances(JsonNode block) throws IOException {
        Map<String, JsonNode> expressions = arguments(block);
        Map<String, JsonNode> repeats = new TreeMap<>();
        for (String name : List.of("count", "for_each")) {
            if (block.has(name)) {
                values.unknown(block.get(name)).ifPresent(reads -> {
                    throw new UnreadableTree(List.of("its " + name + " reads " + reads
                            + ": in a whole plan the number of states that are read has to be known"));
                });
                repeats.put(name, block.get(name));
            }
        }
        if (repeats.isEmpty()) {
            return List.of(instance("", expressions));
        }
        JsonNode value = values.of(repeats).values().iterator().next();
        List<Instance> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> one : keys(value).entrySet()) {
            Map<String, JsonNode> own = new TreeMap<>();
            expressions.forEach((name, expression) -> own.put(name, each(expression, one.getKey(), one.getValue())));
            all.add(instance(one.getKey(), own));
        }
        return all;
    }

    private static Map<String, JsonNode> keys(JsonNode value) {
        Map<String, JsonNode> keys = new LinkedHashMap<>();
        if (value.isArray()) {
            value.forEach(key -> keys.put(key.asText(), key));
        } else if (value.isObject()) {
            value.properties().forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
        } else {
            for (int i = 0; i < value.asInt(); i++) {
                keys.put(Integer.toString(i), value);
            }
        }
        return keys;
    }

    private static JsonNode each(JsonNode expression, String key, JsonNode value) {
        return TextReferences.replaced(expression, read -> {
            String text = read.startsWith("each", "key")
                    ? HclText.quoted(key)
                    : read.startsWith("each", "value")
                            ? "(" + HclText.of(value) + ")"
                            : read.startsWith("count", "index") ? key : "";
            return text.isEmpty() ? Optional.empty() : Optional.of(new TextReferences.Instead(1, text));
        });
    }

    /** The backend, the workspace, and each argument of the backend by itself where it is written so. */
    private static Map<String, JsonNode> arguments(JsonNode block) {
        Map<String, JsonNode> all = new TreeMap<>();
        for (String name : List.of("backend", WORKSPACE)) {
            if (block.has(name)) {
                all.put(name, block.get(name));
            }
        }
        JsonNode config = block.path(CONFIG);
        JsonNode first = config.isArray() ? config.path(0) : config;
        if (first.isObject()) {
            first.properties().stream()
                    .filter(entry -> BackendPlace.isPart(entry.getKey()))
                    .forEach(entry -> all.put(CONFIG + "." + entry.getKey(), entry.getValue()));
        } else if (!first.isMissingNode()) {
            all.put(CONFIG, first);
        }
        return all;
    }

    private Instance instance(String key, Map<String, JsonNode> expressions) throws IOException {
        Map<String, JsonNode> constant = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        expressions.forEach((name, expression) -> values.unknown(expression)
                .ifPresentOrElse(
                        reads -> unknown.add(name.replaceFirst("^config\\.", "") + " reads " + reads),
                        () -> constant.put(name, expression)));
        if (unknown.stream()
                .anyMatch(text -> Set.of("backend", CONFIG, WORKSPACE).contains(text.split(" ", 2)[0]))) {
            throw new UnreadableTree(List.of("its " + String.join(", and its ", unknown)
                    + ": a whole plan has to know which state is read; write a constant, or what depends on variables and"
                    + " local values only"));
        }
        ObjectNode arguments = TerraformJson.object();
        values.of(constant).forEach((name, value) -> {
            if (name.startsWith(CONFIG + ".")) {
                arguments.withObjectProperty(CONFIG).set(name.substring(CONFIG.length() + 1), value);
            } else {
                arguments.set(name, value);
            }
        });
        return new Instance(key, arguments, List.copyOf(unknown));
    }
}
