package groundplan.report;

import groundplan.causes.CauseKind;
import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.ChangeCause;
import groundplan.plan.ChangeCondition;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes of a plan that begin with the same line of the settings, or with the same object.
 *
 * @param title where they begin, as text
 * @param changes the changes, in the order of the plan
 */
record CauseGroup(String title, List<CausedChange> changes) {
    private static final List<Action> WORST_FIRST =
            List.of(Action.DELETE, Action.REPLACE, Action.UPDATE, Action.CREATE);

    CauseGroup {
        changes = List.copyOf(changes);
    }

    /** A change with its unit, and the cause by which it is in the group. */
    record CausedChange(UnitPlan unit, Change change, ChangeCause cause) {
        /** What is done with the object, and through which values the cause reaches it. */
        String way() {
            return change.action().done()
                    + (cause.through().isEmpty() ? "" : " through " + String.join(", ", cause.through()));
        }

        /** The object with its unit. */
        String name() {
            return unit.name() + " " + change.address();
        }
    }

    /**
     * The groups of a plan, those that destroy the most first. A change with several causes is in the group that has the most changes; of
     * equal ones in that of its first cause.
     */
    static List<CauseGroup> of(EnvironmentPlan plan) {
        Map<String, Integer> sizes = new HashMap<>();
        each(plan, (unit, change) -> change.explanation().causes().stream()
                .map(CauseGroup::title)
                .distinct()
                .forEach(title -> sizes.merge(title, 1, Integer::sum)));
        Map<String, List<CausedChange>> groups = new LinkedHashMap<>();
        each(plan, (unit, change) -> mostCommon(change, sizes)
                .ifPresent(cause -> groups.computeIfAbsent(title(cause), title -> new ArrayList<>())
                        .add(new CausedChange(unit, change, cause))));
        List<CauseGroup> all = new ArrayList<>();
        groups.forEach((title, changes) -> all.add(new CauseGroup(title, changes)));
        all.sort(Comparator.comparingLong(CauseGroup::destroyed).reversed().thenComparing(group -> -group.changes()
                .size()));
        return all;
    }

    private interface EachChange {
        void read(UnitPlan unit, Change change);
    }

    private static void each(EnvironmentPlan plan, EachChange reader) {
        plan.units().forEach(unit -> unit.changes().forEach(change -> reader.read(unit, change)));
    }

    private static Optional<ChangeCause> mostCommon(Change change, Map<String, Integer> sizes) {
        ChangeCause most = null;
        for (ChangeCause cause : change.explanation().causes()) {
            if (most == null || sizes.get(title(cause)) > sizes.get(title(most))) {
                most = cause;
            }
        }
        return Optional.ofNullable(most);
    }

    /** Objects that are new or gone have no line of the settings if a whole file is: they are one group. */
    static String title(ChangeCause cause) {
        boolean whole =
                cause.setting().isEmpty() && (cause.kind() == CauseKind.ADDED || cause.kind() == CauseKind.REMOVED);
        return whole ? cause.kind().words() : cause.beginning();
    }

    private long destroyed() {
        return changes.stream().filter(one -> one.change().action().destroys()).count();
    }

    /** What it does, such as {@code replaces 48 and updates 6 objects in 6 units}. */
    String effect() {
        List<String> parts = new ArrayList<>();
        for (Action action : WORST_FIRST) {
            long count = changes.stream()
                    .filter(one -> one.change().action() == action)
                    .count();
            if (count > 0) {
                parts.add(verb(action) + " " + count);
            }
        }
        long others = changes.stream()
                .filter(one -> !WORST_FIRST.contains(one.change().action()))
                .count();
        if (others > 0) {
            parts.add("concerns " + others);
        }
        long units = changes.stream().map(one -> one.unit().unit()).distinct().count();
        String text = parts.size() < 2
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.get(parts.size() - 1);
        return text + (changes.size() == 1 ? " object" : " objects") + " in " + units
                + (units == 1 ? " unit" : " units") + open();
    }

    private String open() {
        List<ChangeCondition> conditions = changes.stream()
                .flatMap(one -> one.change().condition().stream())
                .toList();
        long equal = conditions.stream().filter(ChangeCondition::expectedEqual).count();
        return (conditions.isEmpty()
                        ? ""
                        : "; " + conditions.size() + (conditions.size() == 1 ? " is" : " are") + " conditional")
                + (equal == 0 ? "" : ", " + equal + " not expected to happen");
    }

    private static String verb(Action action) {
        return switch (action) {
            case DELETE -> "destroys";
            case REPLACE -> "replaces";
            case UPDATE -> "updates";
            default -> "creates";
        };
    }
}
