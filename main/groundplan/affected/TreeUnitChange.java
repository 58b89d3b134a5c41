package groundplan.affected;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.plan.PlannableUnit;
import groundplan.tree.ModuleContent;
import groundplan.tree.TreeUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What differs in a unit of a tree: its module, its inputs, its providers, its files, and the place of its state.
 *
 * @param reasons what differs, as texts for people
 * @param outputs the outputs that may have other values because of that, or of inputs that may
 */
record TreeUnitChange(List<String> reasons, SortedSet<String> outputs) {
    private static final int SHOWN = 4;

    /**
     * Compares.
     *
     * @param moving the variables that get outputs which may change
     */
    static TreeUnitChange between(TreeUnit before, TreeUnit after, SortedSet<String> moving) throws IOException {
        List<String> reasons = new ArrayList<>();
        SortedSet<String> own = new UnitChange(configuration(before), configuration(after), new TreeSet<>()).own();
        for (String kind : List.of("locals", "module", "output", "variable", "check")) {
            own.addAll(different(before, after, kind));
        }
        if (!own.isEmpty()) {
            reasons.add("changed: " + some(own));
        }
        SortedSet<String> inputs = names(inputs(before), inputs(after));
        if (!inputs.isEmpty()) {
            reasons.add((inputs.size() == 1 ? "another input: " : "other inputs: ") + some(inputs));
        }
        SortedSet<String> providers = names(providers(before), providers(after));
        if (!providers.isEmpty()) {
            reasons.add("configured otherwise: provider " + some(providers));
        }
        SortedSet<String> versions = versions(before.unit(), after.unit());
        if (!versions.isEmpty()) {
            reasons.add("another version is locked: provider " + some(versions));
        }
        SortedSet<String> files = names(ModuleContent.of(before.unit()), ModuleContent.of(after.unit()));
        if (!files.isEmpty()) {
            reasons.add("changed: " + some(files));
        }
        if (!before.backend().equals(after.backend())) {
            reasons.add("its state is in another place, or is reached in another way");
        }
        MovingValues values = new MovingValues(after.unit().configuration());
        if (!files.isEmpty()
                || !providers.isEmpty()
                || !versions.isEmpty()
                || own.contains("provider")
                || own.contains("terraform")) {
            return new TreeUnitChange(reasons, values.outputs());
        }
        SortedSet<String> all = new TreeSet<>(own);
        inputs.forEach(name -> all.add("var." + name));
        moving.forEach(name -> all.add("var." + name));
        return new TreeUnitChange(reasons, values.outputs(all));
    }

    private static ObjectNode configuration(TreeUnit unit) {
        return unit.unit().configuration();
    }

    /** The blocks of a type that differ, by their addresses. */
    private static SortedSet<String> different(TreeUnit before, TreeUnit after, String kind) {
        String prefix = kind.equals("locals") ? "local" : kind.equals("variable") ? "var" : kind;
        return names(
                        objects(configuration(before).path(kind)),
                        objects(configuration(after).path(kind)))
                .stream()
                .map(name -> prefix + "." + name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedMap<String, String> objects(JsonNode blocks) {
        SortedMap<String, String> all = new TreeMap<>();
        blocks.properties()
                .forEach(block -> all.put(block.getKey(), block.getValue().toString()));
        return all;
    }

    private static SortedMap<String, String> inputs(TreeUnit unit) {
        SortedMap<String, String> all = new TreeMap<>();
        unit.unit()
                .inputs()
                .forEach((name, input) -> all.put(name, input.value().toString()));
        return all;
    }

    private static SortedMap<String, String> providers(TreeUnit unit) {
        SortedMap<String, String> all = new TreeMap<>();
        for (PlannableUnit.Provider provider : unit.unit().providers()) {
            all.put(
                    provider.name() + provider.alias().map(alias -> "." + alias).orElse(""),
                    provider.requirement() + "\n" + provider.configuration().value());
        }
        return all;
    }

    /** Providers whose locked versions differ. Who has none in one of the two may only not have committed the lock file. */
    private static SortedSet<String> versions(PlannableUnit before, PlannableUnit after) {
        SortedMap<String, String> known = before.locked();
        SortedSet<String> all = new TreeSet<>();
        after.locked().forEach((address, version) -> {
            if (known.containsKey(address) && !known.get(address).equals(version)) {
                all.add(address + " " + known.get(address) + " -> " + version);
            }
        });
        return all;
    }

    /** The names whose texts differ. */
    private static SortedSet<String> names(SortedMap<String, String> before, SortedMap<String, String> after) {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> before.containsKey(name) && before.get(name).equals(after.get(name)));
        return names;
    }

    private static String some(SortedSet<String> names) {
        List<String> all = List.copyOf(names);
        return String.join(", ", all.subList(0, Math.min(SHOWN, all.size())))
                + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "");
    }
}
