package groundplan.causes;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.address.AttributePath;
import groundplan.json.PlanValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Where an object differs after a plan.
 *
 * @param known attributes whose new value is known, and another one
 * @param unknown attributes whose new value is known only after the apply, or of which a part is, and that do not differ in the rest
 */
record Differences(List<AttributePath> known, List<AttributePath> unknown) {
    static Differences of(PlannedObject object) {
        Differences found = new Differences(new ArrayList<>(), new ArrayList<>());
        found.walk(AttributePath.ROOT, object.former(), object.after(), object.unknown());
        return found;
    }

    private void walk(AttributePath path, JsonNode before, JsonNode after, JsonNode marks) {
        if (PlanValue.marked(marks)) {
            unknown.add(path);
        } else if (after.isObject() || before.isObject()) {
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            marks.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> walk(path.child(name), before.path(name), after.path(name), marks.path(name)));
        } else if (PlanValue.anyMarked(marks)) {
            // The elements of a set are in no order.
            (alike(before, after, marks) ? unknown : known).add(path);
        } else if (!PlanValue.same(before, after)) {
            known.add(path);
        }
    }

    /** Whether two lists, in any order, or two values are equal as far as they are known. */
    private static boolean alike(JsonNode before, JsonNode after, JsonNode marks) {
        if (PlanValue.marked(marks)) {
            return true;
        }
        if (after.isArray()) {
            if (!before.isArray() || before.size() != after.size()) {
                return false;
            }
            Set<Integer> taken = new HashSet<>();
            for (int i = 0; i < after.size(); i++) {
                int element = i;
                OptionalInt match = IntStream.range(0, before.size())
                        .filter(one ->
                                !taken.contains(one) && alike(before.get(one), after.get(element), marks.path(element)))
                        .findFirst();
                if (match.isEmpty()) {
                    return false;
                }
                taken.add(match.getAsInt());
            }
            return true;
        }
        if (after.isObject()) {
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            return names.stream().allMatch(name -> alike(before.path(name), after.path(name), marks.path(name)));
        }
        return PlanValue.same(before, after);
    }

    /** Whether an attribute at one of these paths, or around or inside it, differs and the new value is known. */
    boolean knownAt(List<AttributePath> paths) {
        return known.stream().anyMatch(one -> touches(one, paths));
    }

    static boolean touches(AttributePath one, List<AttributePath> paths) {
        return paths.stream().anyMatch(path -> one.startsWith(path) || path.startsWith(one));
    }
}
