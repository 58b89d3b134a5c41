package groundplan.affected;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.OutputDeclaration;
import groundplan.kernel.UnitPath;
import groundplan.settings.UnitModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares two live trees, and follows changes through the values that units read from each other. */
public final class AffectedUnits {
    private static final int SHOWN = 4;

    private AffectedUnits() {}

    /**
     * The affected units, each after those that it reads.
     *
     * @param units the units as they are now, in dependency order
     */
    public static List<Affected> between(TreeSnapshot base, TreeSnapshot head, List<UnitModel<?, ?>> units) {
        Map<UnitPath, SortedSet<String>> moving = new HashMap<>();
        Map<UnitPath, Affected> found = new LinkedHashMap<>();
        for (UnitModel<?, ?> unit : units) {
            UnitPath path = unit.path();
            ObjectNode before = base.units().get(path);
            Map<String, String> inputs = inputs(unit, moving);
            UnitChange change = new UnitChange(before, head.units().get(path), inputs.keySet());
            List<String> reasons = new ArrayList<>();
            if (before == null) {
                reasons.add("is new");
            } else {
                reasons.addAll(base.included().differences(path, head.included()));
                if (!change.own().isEmpty()) {
                    reasons.add("changed: " + some(List.copyOf(change.own())));
                }
            }
            boolean direct = !reasons.isEmpty();
            if (before != null) {
                inputs.forEach((variable, from) -> {
                    List<String> readers = change.readers(variable);
                    if (!readers.isEmpty()) {
                        reasons.add(some(readers) + (readers.size() == 1 ? " reads " : " read ") + from
                                + ", which may change");
                    }
                });
            }
            if (!reasons.isEmpty()) {
                found.put(path, new Affected(path, direct, List.copyOf(reasons)));
            }
            moving.put(path, before == null ? all(unit) : change.outputs());
        }
        base.units().keySet().stream()
                .filter(path -> !head.units().containsKey(path))
                .sorted()
                .forEach(path -> found.put(
                        path,
                        new Affected(
                                path,
                                true,
                                List.of("is no longer in the settings: a plan shows which resources that removes"))));
        return List.copyOf(found.values());
    }

    private static SortedSet<String> all(UnitModel<?, ?> unit) {
        SortedSet<String> names = new TreeSet<>();
        unit.outputs().forEach(output -> names.add(output.name()));
        return names;
    }

    /** The unit's variables whose value may change, each with the source of the value. */
    private static Map<String, String> inputs(UnitModel<?, ?> unit, Map<UnitPath, SortedSet<String>> moving) {
        Map<String, String> inputs = new TreeMap<>();
        unit.reads().values().forEach(producer -> {
            Set<String> outputs = moving.getOrDefault(producer.path(), new TreeSet<>());
            for (OutputDeclaration output : producer.outputs()) {
                if (outputs.contains(output.name())) {
                    inputs.put(
                            producer.path().wireName(unit.path()) + "_" + output.name(),
                            output.name() + " of " + producer.path().unit());
                }
            }
        });
        return inputs;
    }

    private static String some(List<String> addresses) {
        return String.join(", ", addresses.subList(0, Math.min(SHOWN, addresses.size())))
                + (addresses.size() > SHOWN ? " and " + (addresses.size() - SHOWN) + " more" : "");
    }
}
