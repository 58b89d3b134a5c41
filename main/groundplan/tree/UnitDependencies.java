package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.hcl.HclText;
import groundplan.kernel.UnitPath;
import groundplan.references.OutputReference;
import groundplan.references.Template;
import groundplan.references.Traversal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The dependencies of a unit, and what an apply of Terragrunt has for their outputs: those of the other unit, or mock outputs. */
final class UnitDependencies {
    private static final String APPLY = "apply";
    /** Between the name of a dependency on a stack and that of one of its units. */
    private static final String OF_STACK = "--of-stack--";

    private final Function<String, UnitPath> paths;
    private final Function<String, Optional<Map<String, UnitPath>>> stacks;
    private final Map<UnitPath, Set<String>> outputs;
    private final Predicate<UnitPath> unapplied;
    /** The units of stacks, by the name of the dependency and of the unit. */
    private final Map<String, Map<String, UnitPath>> stacked = new TreeMap<>();

    private final Map<String, ObjectNode> arguments = new TreeMap<>();
    private final Map<String, String> places = new TreeMap<>();

    /**
     * @param paths the unit at a {@code config_path}
     * @param stacks the units of the stack at a {@code config_path} by their names; absent if there is no stack
     * @param outputs the names of the outputs of units, of those that are known
     * @param unapplied whether a unit has no state, and will have none, since it is not planned here
     */
    UnitDependencies(
            Function<String, UnitPath> paths,
            Function<String, Optional<Map<String, UnitPath>>> stacks,
            Map<UnitPath, Set<String>> outputs,
            Predicate<UnitPath> unapplied) {
        this.paths = paths;
        this.unapplied = unapplied;
        this.stacks = stacks;
        this.outputs = outputs;
    }

    /**
     * Adds a block, which replaces an earlier one of the same name.
     *
     * @param given its arguments, as Terragrunt evaluates them
     * @param merging whether it is merged deeply with the earlier one instead
     */
    void add(DependencyBlock block, ObjectNode given, boolean merging) {
        ObjectNode earlier = arguments.get(block.name());
        arguments.put(block.name(), merging && earlier != null ? merged(earlier, given) : given);
        places.put(block.name(), block.block().range().toString());
        stacked.remove(block.name());
        if (enabled(given)) {
            stacks.apply(given.path(DependencyBlock.PATH).asText())
                    .ifPresent(units -> stacked.put(block.name(), units));
        }
    }

    private static ObjectNode merged(ObjectNode into, ObjectNode from) {
        ObjectNode all = into.deepCopy();
        from.properties().forEach(argument -> {
            JsonNode there = all.path(argument.getKey());
            if (there instanceof ObjectNode object && argument.getValue() instanceof ObjectNode more) {
                all.set(argument.getKey(), merged(object, more));
            } else if (there instanceof ArrayNode list && argument.getValue() instanceof ArrayNode more) {
                all.set(argument.getKey(), list.deepCopy().addAll(more));
            } else {
                all.set(argument.getKey(), argument.getValue());
            }
        });
        return all;
    }

    /** Where Terragrunt would stop, because a dependency has nothing that it can read. */
    List<String> problems() {
        return arguments.entrySet().stream()
                .filter(one -> enabled(one.getValue()) && !skips(one.getValue()) && !stacked.containsKey(one.getKey()))
                .filter(one -> known(one.getValue()).filter(Set::isEmpty).isPresent()
                        && mocks(one.getValue()).isEmpty())
                .map(one -> places.get(one.getKey()) + ": dependency \"" + one.getKey() + "\": " + unit(one.getValue())
                        + " has no outputs, and there are no mock_outputs that an apply may use, so Terragrunt fails here; set"
                        + " skip_outputs = true, or name it in dependencies")
                .toList();
    }

    /** The output of another unit that a reference is. */
    Optional<Template.Found> output(Traversal traversal) {
        if (!traversal.startsWith("dependency") || traversal.name(3).isEmpty()) {
            return Optional.empty();
        }
        String name = traversal.name(1).orElseThrow();
        int stack = name.indexOf(OF_STACK);
        Optional<UnitPath> unit = arguments.containsKey(name)
                ? Optional.of(arguments.get(name))
                        .filter(found -> enabled(found) && !skips(found))
                        .map(this::unit)
                : stack < 0
                        ? Optional.empty()
                        : Optional.ofNullable(stacked.get(name.substring(0, stack)))
                                .map(units -> units.get(name.substring(stack + OF_STACK.length())));
        return unit.map(path ->
                new Template.Found(new OutputReference(path, traversal.name(3).orElseThrow(), List.of()), 3));
    }

    /** What to write for a reference that is more than one output of another unit, or less. */
    Optional<TextReferences.Instead> instead(Traversal traversal) {
        if (!traversal.startsWith("dependency")) {
            return Optional.empty();
        }
        String name = traversal.name(1).orElse("");
        ObjectNode one = arguments.get(name);
        Optional<String> output = traversal.name(3).filter(key -> !key.equals(Traversal.ANY));
        if (one == null) {
            return absent(traversal, "there is no dependency " + name);
        }
        boolean reads = enabled(one) && !skips(one);
        if (reads && stacked.containsKey(name)) {
            return ofStack(traversal, name, output, mocks(one).filter(any -> !strategy(one)
                    .equals("no_merge")));
        }
        Optional<ObjectNode> mocks = mocks(one);
        Optional<Set<String>> there =
                reads && mocks.isPresent() && unapplied.test(unit(one)) ? Optional.of(Set.of()) : known(one);
        if (!reads || there.filter(Set::isEmpty).isPresent()) {
            return onlyMocks(traversal, name, output, mocks, enabled(one));
        }
        String strategy = strategy(one);
        JsonNode instead = mocks.filter(any -> !strategy.equals("no_merge"))
                .map(all -> output.map(all::path).orElse(all))
                .orElse(MissingNode.getInstance());
        boolean deep = strategy.equals("deep_map_only");
        if (output.isPresent()) {
            String own = "dependency." + name + ".outputs." + output.get();
            boolean has = there.isEmpty() || there.get().contains(output.get());
            if (instead.isMissingNode() || has && !(deep && instead.isObject())) {
                return Optional.empty();
            }
            return Optional.of(new TextReferences.Instead(
                    3, has ? "try(" + deep((ObjectNode) instead, own) + ", " + own + ")" : constant(instead)));
        }
        String own = object(name, there.orElseGet(Set::of));
        return Optional.of(new TextReferences.Instead(
                2,
                instead.isMissingNode()
                        ? own
                        : deep ? deep((ObjectNode) instead, own) : "merge(" + HclText.of(instead) + ", " + own + ")"));
    }

    /** All outputs of a unit. */
    private static String object(String dependency, Set<String> outputs) {
        StringJoiner all = new StringJoiner(", ", "{ ", " }");
        outputs.forEach(output -> all.add(key(output) + " = dependency." + dependency + ".outputs." + output));
        return all.toString();
    }

    /** A stack has for outputs an object of those of each of its units. */
    private Optional<TextReferences.Instead> ofStack(
            Traversal traversal, String name, Optional<String> unit, Optional<ObjectNode> mocks) {
        Map<String, String> all = new TreeMap<>();
        stacked.get(name).forEach((label, path) -> {
            Set<String> has = outputs.getOrDefault(path, Set.of());
            if (!has.isEmpty()) {
                all.put(label, object(name + OF_STACK + label, has));
            }
        });
        mocks.ifPresent(
                mock -> mock.properties().forEach(one -> all.putIfAbsent(one.getKey(), constant(one.getValue()))));
        if (unit.isEmpty()) {
            StringJoiner units = new StringJoiner(", ", "{ ", " }");
            all.forEach((label, outputs) -> units.add(key(label) + " = " + outputs));
            return Optional.of(new TextReferences.Instead(2, units.toString()));
        }
        if (!all.containsKey(unit.get())) {
            return absent(
                    traversal, "the stack of dependency " + name + " has no unit " + unit.get() + " with outputs");
        }
        Optional<String> output = traversal.name(4).filter(key -> !key.equals(Traversal.ANY));
        return Optional.of(
                output.isPresent() && stacked.get(name).containsKey(unit.get())
                        ? new TextReferences.Instead(
                                4, "dependency." + name + OF_STACK + unit.get() + ".outputs." + output.get())
                        : new TextReferences.Instead(3, all.get(unit.get())));
    }

    private static String key(String name) {
        return HclText.key(name);
    }

    private static Optional<TextReferences.Instead> onlyMocks(
            Traversal traversal, String name, Optional<String> output, Optional<ObjectNode> mocks, boolean enabled) {
        if (mocks.isEmpty()) {
            return absent(
                    traversal,
                    enabled
                            ? "the outputs of dependency " + name + " are skipped, and it has no mock_outputs"
                            : "dependency " + name + " is not enabled, and it has no mock_outputs");
        }
        if (output.isEmpty()) {
            return Optional.of(new TextReferences.Instead(2, constant(mocks.get())));
        }
        return mocks.get().has(output.get())
                ? Optional.of(new TextReferences.Instead(3, constant(mocks.get().get(output.get()))))
                : absent(traversal, "the mock_outputs of dependency " + name + " have no " + output.get());
    }

    private static Optional<TextReferences.Instead> absent(Traversal traversal, String reason) {
        return Optional.of(new TextReferences.Instead(traversal.steps().size() - 1, AbsentOutput.because(reason)));
    }

    private static String constant(JsonNode value) {
        return "(" + HclText.of(value) + ")";
    }

    /** Mock outputs under those of a unit, map by map. */
    private static String deep(ObjectNode mocks, String own) {
        StringJoiner merged = new StringJoiner(", ", "merge(", ")");
        merged.add(HclText.of(mocks)).add(own);
        mocks.properties().stream().filter(mock -> mock.getValue().isObject()).forEach(mock -> {
            String inside = "(" + own + ")[" + HclText.quoted(mock.getKey()) + "]";
            merged.add("{ " + key(mock.getKey()) + " = try(" + deep((ObjectNode) mock.getValue(), inside) + ", "
                    + inside + ", " + HclText.of(mock.getValue()) + ") }");
        });
        return merged.toString();
    }

    private Optional<Set<String>> known(ObjectNode one) {
        return Optional.ofNullable(outputs.get(unit(one)));
    }

    private UnitPath unit(ObjectNode one) {
        return paths.apply(one.path(DependencyBlock.PATH).asText());
    }

    private static boolean enabled(ObjectNode one) {
        return one.path(DependencyBlock.ENABLED).asBoolean(true);
    }

    private static boolean skips(ObjectNode one) {
        return one.path(DependencyBlock.SKIPS).asBoolean(false);
    }

    /** Its mock outputs, if an apply may use them. */
    private static Optional<ObjectNode> mocks(ObjectNode one) {
        JsonNode commands = one.path(DependencyBlock.COMMANDS);
        boolean allowed = !enabled(one) || commands.isEmpty();
        for (JsonNode command : commands) {
            allowed |= command.asText().equals(APPLY);
        }
        return allowed && one.path(DependencyBlock.MOCKS) instanceof ObjectNode mocks
                ? Optional.of(mocks)
                : Optional.empty();
    }

    private static String strategy(ObjectNode one) {
        return one.path(DependencyBlock.STRATEGY)
                .asText(one.path(DependencyBlock.MERGES).asBoolean(false) ? "shallow" : "no_merge");
    }
}
