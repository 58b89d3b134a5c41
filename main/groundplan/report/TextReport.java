package groundplan.report;

import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.CostChange;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.PlanWarning;
import groundplan.plan.Tally;
import groundplan.plan.UnitPlan;
import groundplan.plan.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.commons.text.WordUtils;

/** A plan as text for a terminal. */
public final class TextReport {
    private static final int WIDEST = 100;
    private static final int INDENT = 8;
    private static final int MOST_CAUSES = 30;

    private final BiFunction<String, String, String> paint;
    private final DifferenceLines lines = new DifferenceLines(ShownValue.MOST_ON_A_TERMINAL);
    private final StringBuilder text = new StringBuilder();

    /** @param paint colours a text; the first argument is the name of the colour */
    public TextReport(BiFunction<String, String, String> paint) {
        this.paint = paint;
    }

    /** The text of a plan. */
    public String of(EnvironmentPlan plan) {
        String report = report(plan);
        return lines.cuts() == 0
                ? report
                : paint.apply("yellow", "Shortened: ")
                        + (lines.cuts() == 1 ? "one value or line is" : lines.cuts() + " values or lines are")
                        + " not shown as a whole; --format html or json shows everything.\n\n" + report;
    }

    private String report(EnvironmentPlan plan) {
        verdict(plan.verdict());
        List<EnvironmentPlan.LocatedDanger> dangers = plan.dangers();
        if (!dangers.isEmpty()) {
            text.append(paint.apply("red", "Look at these first")).append('\n');
            DangerGroup.of(plan).forEach(group -> text.append("  ")
                    .append(paint.apply("red", group.first().danger().weight().words()))
                    .append("  ")
                    .append(String.join(", ", group.names()))
                    .append(group.more())
                    .append(' ')
                    .append(group.what())
                    .append('\n'));
            text.append('\n');
        }
        causes(CauseGroup.of(plan));
        plan.units().stream().filter(unit -> !unit.quiet()).forEach(unit -> unit(unit));
        if (!plan.drifted().isEmpty()) {
            text.append(paint.apply("bold", "Changed outside of Terraform")).append('\n');
            plan.drifted().forEach(address -> text.append("  ").append(address).append('\n'));
            text.append('\n');
        }
        warnings(plan.warnings());
        if (!plan.hasChanges()) {
            return text.append("No changes. ")
                    .append(
                            plan.complete()
                                    ? plan.environment() + " matches its configuration.\n"
                                    : "Not all of " + plan.environment() + " was planned.\n")
                    .toString();
        }
        counts(plan);
        text.append('\n').append(paint.apply("bold", plan.summary())).append('\n');
        plan.cost().ifPresent(cost -> text.append("Estimated monthly cost: ")
                .append(cost.text())
                .append(".\n"));
        if (!dangers.isEmpty()) {
            text.append(paint.apply(
                            "red",
                            dangers.size() == 1
                                    ? "One change above needs a closer look; it is listed first."
                                    : dangers.size() + " findings above need a closer look; they are listed first."))
                    .append('\n');
        }
        return text.toString();
    }

    private void causes(List<CauseGroup> groups) {
        if (!groups.isEmpty()) {
            text.append(paint.apply("bold", "Causes")).append('\n');
            groups.stream().limit(MOST_CAUSES).forEach(group -> text.append("  ")
                    .append(paint.apply("bold", group.title()))
                    .append("\n      ")
                    .append(group.effect())
                    .append('\n'));
            lines.more(groups.size() - MOST_CAUSES, "cause")
                    .ifPresent(more -> text.append("  ").append(more).append('\n'));
            text.append('\n');
        }
    }

    private void warnings(List<PlanWarning> warnings) {
        if (!warnings.isEmpty()) {
            text.append(paint.apply("yellow", "Terraform warnings")).append('\n');
            warnings.forEach(warning -> text.append("  ")
                    .append(warning.where())
                    .append(warning.where().isEmpty() ? "" : ": ")
                    .append(warning.summary())
                    .append('\n')
                    .append(
                            warning.detail().isBlank()
                                    ? ""
                                    : warning.detail().strip().indent(INDENT)));
            text.append('\n');
        }
    }

    private void verdict(Verdict verdict) {
        if (verdict.refuses()) {
            text.append(paint.apply("red", "Refused: this plan cannot be applied"))
                    .append('\n');
            verdict.refusals().forEach(refusal -> text.append("  ")
                    .append(paint.apply("red", refusal.where()))
                    .append(' ')
                    .append(refusal.what())
                    .append(".\n      ")
                    .append(refusal.remedy())
                    .append(".\n"));
            text.append('\n');
        }
        if (!verdict.notes().isEmpty()) {
            verdict.notes().forEach(note -> text.append(paint.apply("yellow", "Note: "))
                    .append(note)
                    .append('\n'));
            text.append('\n');
        }
    }

    private void unit(UnitPlan unit) {
        text.append(paint.apply("bold", unit.name()))
                .append(unit.owner().map(owner -> "  " + owner).orElse(""))
                .append(unit.removed() ? "  (removed)" : "")
                .append('\n');
        for (ChangeGroup alike : ChangeGroup.of(unit.changes())) {
            Change change = alike.first();
            text.append("  ")
                    .append(paint.apply(
                            colour(change.action()),
                            String.format(Locale.ROOT, "%3s", change.action().sign())))
                    .append(' ')
                    .append(alike.title());
            String told = change.told();
            if (!MarkdownUnits.plain(change, told)) {
                text.append("  ").append(change.action().destroys() ? paint.apply("red", told) : told);
            }
            text.append('\n');
            lines.of(change)
                    .forEach(line -> text.append("        ").append(line).append('\n'));
            if (CreatedArguments.has(change)) {
                packed(new CreatedArguments(lines).of(change))
                        .forEach(line -> text.append("        ").append(line).append('\n'));
            }
            alike.addresses()
                    .ifPresent(all ->
                            text.append(WordUtils.wrap(all, WIDEST, "\n", false).indent(INDENT)));
        }
        unit.onlyOutputs().ifPresent(words -> text.append("    ")
                .append(paint.apply("yellow", "~"))
                .append(' ')
                .append(words)
                .append('\n'));
        text.append('\n');
    }

    private void counts(EnvironmentPlan plan) {
        List<Tally> columns = Tally.columns(plan);
        int width = plan.units().stream()
                .mapToInt(unit -> unit.name().length())
                .max()
                .orElse(0);
        row(
                width,
                "",
                columns.stream().map(Tally::word).toList(),
                plan.cost().filter(CostChange::any).map(cost -> "USD a month").orElse(""));
        for (UnitPlan unit : plan.units()) {
            if (!unit.quiet()) {
                row(
                        width,
                        unit.name(),
                        columns.stream().map(tally -> "" + unit.count(tally)).toList(),
                        unit.cost()
                                .filter(CostChange::any)
                                .map(CostChange::signed)
                                .orElse(""));
            }
        }
        long quiet = plan.units().stream().filter(UnitPlan::quiet).count();
        if (quiet > 0) {
            text.append(quiet).append(" unit").append(quiet == 1 ? "" : "s").append(" without changes\n");
        }
    }

    /** Items on as few lines as they fit on; none is wrapped. */
    private static List<String> packed(List<String> items) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String item : items) {
            if (!line.isEmpty() && line.length() + item.length() > WIDEST) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : "; ").append(item);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    private void row(int width, String name, List<String> cells, String cost) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s ", name));
        cells.forEach(cell -> line.append(String.format(Locale.ROOT, " %7s", cell)));
        text.append(line.append(String.format(Locale.ROOT, "  %11s", cost))
                        .toString()
                        .stripTrailing())
                .append('\n');
    }

    private static String colour(Action action) {
        return Map.of(Action.CREATE, "green", Action.UPDATE, "yellow", Action.REPLACE, "red", Action.DELETE, "red")
                .getOrDefault(action, "dim");
    }
}
