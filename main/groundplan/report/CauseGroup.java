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
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
     * The groups of a plan, those that destroy the most first. A change with several causes is in several groups; a group that no setting
     * explains, and whose changes are all in another one, is left out.
     */
    static List<CauseGroup> of(EnvironmentPlan plan) {
        Map<String, List<CausedChange>> groups = new LinkedHashMap<>();
        Set<String> explained = new HashSet<>();
        each(plan, (unit, change) -> {
            Set<String> seen = new HashSet<>();
            for (ChangeCause cause : change.explanation().causes()) {
                if (seen.add(title(cause))) {
                    groups.computeIfAbsent(title(cause), title -> new ArrayList<>())
                            .add(new CausedChange(unit, change, cause));
                }
                cause.setting().ifPresent(setting -> explained.add(title(cause)));
            }
        });
        List<CauseGroup> all = new ArrayList<>();
        groups.forEach((title, changes) -> all.add(new CauseGroup(title, changes)));
        all.sort(Comparator.comparingLong(CauseGroup::destroyed).reversed().thenComparing(group -> -group.changes()
                .size()));
        Map<String, List<CauseGroup>> of = new HashMap<>();
        Map<CauseGroup, Set<String>> names = new IdentityHashMap<>();
        all.forEach(group -> {
            names.put(group, group.names());
            names.get(group).forEach(name -> of.computeIfAbsent(name, object -> new ArrayList<>())
                    .add(group));
        });
        // Only a group with the same first object can have all of them.
        return all.stream()
                .filter(group -> explained.contains(group.title())
                        || of.get(group.changes().get(0).name()).stream()
                                .noneMatch(other -> group.mayBePartOf(other, explained.contains(other.title()))
                                        && names.get(other).containsAll(names.get(group))))
                .toList();
    }

    private boolean mayBePartOf(CauseGroup other, boolean explained) {
        return other.changes().size() > changes.size()
                || explained && other.changes().size() == changes.size();
    }

    private Set<String> names() {
        return changes.stream().map(CausedChange::name).collect(Collectors.toSet());
    }

    private interface EachChange {
        void read(UnitPlan unit, Change change);
    }

    private static void each(EnvironmentPlan plan, EachChange reader) {
        plan.units().forEach(unit -> unit.changes().forEach(change -> reader.read(unit, change)));
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
