package groundplan.affected;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.references.OutputReference;
import groundplan.tree.TreeUnit;
import groundplan.tree.UnitTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares two versions of a tree that Groundplan did not write, and follows changes through what units read of each other. */
public final class AffectedTree {
    private AffectedTree() {}

    /**
     * The affected units, each after those that it reads; units that are gone last.
     *
     * @param before the tree before; absent if there was none
     * @param after the tree as it is now
     */
    public static List<Affected> between(Optional<UnitTree> before, UnitTree after) throws IOException {
        Map<UnitPath, TreeUnit> former = new HashMap<>();
        before.ifPresent(
                tree -> tree.units().forEach(unit -> former.put(unit.unit().path(), unit)));
        Map<UnitPath, SortedSet<String>> moving = new HashMap<>();
        List<Affected> found = new ArrayList<>();
        for (TreeUnit unit : after.units()) {
            UnitPath path = unit.unit().path();
            TreeUnit old = former.remove(path);
            SortedMap<String, String> read = read(unit, moving);
            List<String> reasons = new ArrayList<>();
            if (old == null) {
                reasons.add("is new");
                moving.put(path, new TreeSet<>(names(unit.unit().configuration().path("output"))));
            } else {
                TreeUnitChange change = TreeUnitChange.between(old, unit, new TreeSet<>(read.keySet()));
                reasons.addAll(change.reasons());
                moving.put(path, change.outputs());
            }
            boolean direct = !reasons.isEmpty();
            if (old != null && !read.isEmpty()) {
                reasons.add("reads " + String.join(", ", new TreeSet<>(read.values())) + ", which may change");
            }
            if (!reasons.isEmpty()) {
                found.add(new Affected(path, direct, List.copyOf(reasons)));
            }
        }
        new TreeSet<>(former.keySet())
                .forEach(path -> found.add(new Affected(
                        path,
                        true,
                        List.of("is gone from the tree; its state was in "
                                + former.get(path).place()
                                + ": a plan shows what is left in it"))));
        return List.copyOf(found);
    }

    /** The variables that get outputs which may change, with these outputs. */
    private static SortedMap<String, String> read(TreeUnit unit, Map<UnitPath, SortedSet<String>> moving) {
        SortedMap<String, String> read = new TreeMap<>();
        unit.unit().inputs().forEach((variable, input) -> {
            for (OutputReference reference : input.references()) {
                if (moving.getOrDefault(reference.unit(), new TreeSet<>()).contains(reference.output())) {
                    read.put(variable, reference.unit().inEnvironment() + "." + reference.output());
                }
            }
        });
        return read;
    }

    private static List<String> names(JsonNode objects) {
        List<String> names = new ArrayList<>();
        objects.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** As JSON, in the form of that of environments. */
    public static ObjectNode json(List<Affected> affected) {
        ObjectNode document = TerraformJson.object();
        document.putArray("affected");
        affected.forEach(unit -> {
            ObjectNode one = document.withArrayProperty("affected").addObject();
            one.put("unit", unit.unit().toString()).put("direct", unit.direct());
            unit.reasons().forEach(one.withArrayProperty("reasons")::add);
        });
        return document;
    }

    /** A job matrix with one entry for each affected unit. */
    public static ObjectNode matrix(List<Affected> affected) {
        ObjectNode document = TerraformJson.object();
        document.putArray("include");
        affected.forEach(unit -> document.withArrayProperty("include")
                .addObject()
                .put("unit", unit.unit().inEnvironment())
                .put("reason", unit.reasons().get(0)));
        return document;
    }

    /** The names of the units, separated by commas. */
    public static String names(List<Affected> affected) {
        return affected.stream().map(unit -> unit.unit().inEnvironment()).collect(Collectors.joining(","));
    }
}
