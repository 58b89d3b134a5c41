package groundplan.report;

import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.CostChange;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.PlanWarning;
import groundplan.plan.UnitPlan;
import groundplan.plan.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.commons.text.WordUtils;

/** A plan as text for a terminal. */
public final class TextReport {
    private static final int WIDEST = 100;
    private static final int INDENT = 8;

    private final BiFunction<String, String, String> paint;
    private final StringBuilder text = new StringBuilder();

    /** @param paint colours a text; the first argument is the name of the colour */
    public TextReport(BiFunction<String, String, String> paint) {
        this.paint = paint;
    }

    /** The text of a plan. */
    public String of(EnvironmentPlan plan) {
        verdict(plan.verdict());
        List<EnvironmentPlan.LocatedDanger> dangers = plan.dangers();
        if (!dangers.isEmpty()) {
            text.append(paint.apply("red", "Look at these first")).append('\n');
            dangers.forEach(found -> text.append("  ")
                    .append(paint.apply("red", found.danger().weight().words()))
                    .append("  ")
                    .append(found.unit().region())
                    .append('/')
                    .append(found.unit().unit())
                    .append(' ')
                    .append(found.change().address())
                    .append(' ')
                    .append(found.danger().what())
                    .append('\n'));
            text.append('\n');
        }
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
                                    ? plan.environment() + " matches its settings.\n"
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
                .append(unit.removed() ? "  (no longer in the settings)" : "")
                .append('\n');
        for (ChangeGroup alike : ChangeGroup.of(unit.changes())) {
            Change change = alike.first();
            text.append("  ")
                    .append(paint.apply(
                            colour(change.action()),
                            String.format(Locale.ROOT, "%3s", change.action().sign())))
                    .append(' ')
                    .append(alike.title());
            change.deposed()
                    .ifPresent(
                            key -> text.append(" (deposed object ").append(key).append(')'));
            change.previousAddress()
                    .ifPresent(from -> text.append(" (moved from ").append(from).append(')'));
            change.importing()
                    .ifPresent(id -> text.append(" (imported from ").append(id).append(')'));
            List<String> replaced = change.replacedBy();
            if (!replaced.isEmpty()) {
                text.append("  ").append(paint.apply("red", "forced by " + String.join(", ", replaced)));
            } else if (change.action() == Action.REPLACE || change.action() == Action.DELETE) {
                change.reason().ifPresent(reason -> text.append("  ").append(reason.replace('_', ' ')));
            }
            text.append('\n');
            if (change.action() == Action.UPDATE || change.action() == Action.REPLACE) {
                change.differences().stream()
                        .filter(difference -> change.action() == Action.UPDATE || difference.forcesReplacement())
                        .forEach(difference -> text.append("        ")
                                .append(difference.path())
                                .append(": ")
                                .append(shown(difference.before()))
                                .append(" -> ")
                                .append(shown(difference.after()))
                                .append('\n'));
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
        int width = plan.units().stream()
                .mapToInt(unit -> unit.name().length())
                .max()
                .orElse(0);
        text.append(String.format(
                                Locale.ROOT,
                                "%-" + width + "s  %6s %6s %7s %7s  %s",
                                "",
                                "create",
                                "update",
                                "replace",
                                "destroy",
                                plan.cost()
                                        .filter(CostChange::any)
                                        .map(cost -> "USD a month")
                                        .orElse(""))
                        .stripTrailing())
                .append('\n');
        for (UnitPlan unit : plan.units()) {
            if (!unit.quiet()) {
                text.append(String.format(
                                        Locale.ROOT,
                                        "%-" + width + "s  %6d %6d %7d %7d  %11s",
                                        unit.name(),
                                        unit.count(Action.CREATE),
                                        unit.count(Action.UPDATE),
                                        unit.count(Action.REPLACE),
                                        unit.count(Action.DELETE),
                                        unit.cost()
                                                .filter(CostChange::any)
                                                .map(CostChange::signed)
                                                .orElse(""))
                                .stripTrailing())
                        .append('\n');
            }
        }
        long quiet = plan.units().stream().filter(UnitPlan::quiet).count();
        if (quiet > 0) {
            text.append(quiet).append(" unit").append(quiet == 1 ? "" : "s").append(" without changes\n");
        }
    }

    private static String shown(String value) {
        return ShownValue.of(value, ShownValue.MOST_ON_A_TERMINAL);
    }

    private static String colour(Action action) {
        return Map.of(Action.CREATE, "green", Action.UPDATE, "yellow", Action.REPLACE, "red", Action.DELETE, "red")
                .getOrDefault(action, "dim");
    }
}
