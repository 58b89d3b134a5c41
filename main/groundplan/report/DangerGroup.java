package groundplan.report;

import groundplan.plan.EnvironmentPlan;
import groundplan.plan.EnvironmentPlan.LocatedDanger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same danger of several objects, with one cause: it is listed once.
 *
 * @param dangers one for each object
 */
record DangerGroup(List<LocatedDanger> dangers) {
    private static final int MOST_NAMED = 10;

    DangerGroup {
        dangers = List.copyOf(dangers);
    }

    /** The groups of a plan, in the order of its dangers. */
    static List<DangerGroup> of(EnvironmentPlan plan) {
        Map<Object, List<LocatedDanger>> groups = new LinkedHashMap<>();
        for (LocatedDanger danger : plan.dangers()) {
            Object key = List.of(
                    danger.danger().weight(),
                    danger.danger().what(),
                    danger.change().explanation().causes().stream()
                            .map(CauseGroup::title)
                            .distinct()
                            .toList(),
                    danger.change().condition());
            groups.computeIfAbsent(key, one -> new ArrayList<>()).add(danger);
        }
        return groups.values().stream().map(DangerGroup::new).toList();
    }

    /** The first, which represents all of them. */
    LocatedDanger first() {
        return dangers.get(0);
    }

    /** The danger in words. */
    String what() {
        return first().danger().what()
                + first().change()
                        .condition()
                        .map(condition -> ", " + condition.text())
                        .orElse("");
    }

    /** The objects, with their units; of many the first ones. */
    List<String> names() {
        return dangers.stream()
                .limit(MOST_NAMED)
                .map(danger ->
                        danger.unit().inEnvironment() + " " + danger.change().address())
                .toList();
    }

    /** How many objects are not named, such as {@code and 44 more}; empty if all are. */
    String more() {
        return dangers.size() > MOST_NAMED ? " and " + Markdown.count(dangers.size() - MOST_NAMED) + " more" : "";
    }
}
