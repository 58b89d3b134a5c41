package groundplan.report;

import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The changes of units as collapsed sections of Markdown: first what happens in each, then the arguments of new and former objects. */
final class MarkdownUnits {
    private final DifferenceLines lines = DifferenceLines.inDocument();

    /** The sections by name, the more important ones first. */
    Map<String, String> of(EnvironmentPlan plan) {
        List<UnitPlan> units =
                plan.units().stream().filter(unit -> !unit.quiet()).toList();
        Map<String, String> sections = new LinkedHashMap<>();
        units.forEach(unit -> sections.put(unit.name(), unit(unit)));
        units.forEach(unit -> arguments(unit, Action.CREATE, "created", sections));
        units.forEach(unit -> arguments(unit, Action.DELETE, "destroyed", sections));
        return sections;
    }

    /** How many values or lines are left out in them. */
    int cuts() {
        return lines.cuts();
    }

    private String unit(UnitPlan unit) {
        StringBuilder diff = new StringBuilder();
        for (ChangeGroup alike : ChangeGroup.of(unit.changes())) {
            Change change = alike.first();
            diff.append(sign(change.action())).append(' ').append(alike.title());
            String told = change.told();
            diff.append(plain(change, told) ? "" : "  " + told).append('\n');
            lines.of(change).forEach(line -> diff.append("!     ").append(line).append('\n'));
            alike.addresses().ifPresent(all -> diff.append("!     ").append(all).append('\n'));
        }
        unit.onlyOutputs().ifPresent(words -> diff.append("! ").append(words).append('\n'));
        return Markdown.details(Markdown.htmlCode(unit.name()), Markdown.fenced("diff", diff.toString()));
    }

    /** Whether the sign says all that the words would. */
    static boolean plain(Change change, String told) {
        return change.action() == Action.CREATE && told.equals(change.action().done())
                || change.action() == Action.UPDATE
                        && told.equals(change.action().done());
    }

    private void arguments(UnitPlan unit, Action action, String word, Map<String, String> sections) {
        Predicate<Change> those = change -> change.action() == action;
        long count = unit.changes().stream().filter(those).count();
        StringBuilder diff = new StringBuilder();
        unit.changes().stream().filter(those).forEach(change -> {
            List<String> arguments = new CreatedArguments(lines).of(change);
            if (!arguments.isEmpty()) {
                diff.append(sign(action)).append(' ').append(change.address()).append('\n');
                arguments.forEach(line -> diff.append("      ").append(line).append('\n'));
            }
        });
        if (!diff.isEmpty()) {
            sections.put(
                    unit.name() + " " + word,
                    Markdown.details(
                            Markdown.htmlCode(unit.name()) + ": arguments of " + count + " " + word
                                    + (count == 1 ? " object" : " objects"),
                            Markdown.fenced("diff", diff.toString())));
        }
    }

    private static String sign(Action action) {
        return switch (action) {
            case CREATE -> "+";
            case DELETE, REPLACE -> "-";
            case UPDATE, FORGET_AND_CREATE -> "!";
            // A line that GitHub does not colour: the object stays as it is.
            default -> "#";
        };
    }
}
