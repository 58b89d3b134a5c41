package groundplan.plan;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** A plan as text for a terminal. */
public final class TextReport {
  private static final int WIDEST = 100;

  private final BiFunction<String, String, String> paint;
  private final StringBuilder text = new StringBuilder();

  /** @param paint colours a text: its first argument is the colour's name */
  public TextReport(BiFunction<String, String, String> paint) {
    this.paint = paint;
  }

  /** The text. */
  public String of(EnvironmentPlan plan) {
    List<EnvironmentPlan.Found> dangers = plan.dangers();
    if (!dangers.isEmpty()) {
      text.append(paint.apply("red", "Look at these first")).append('\n');
      dangers.forEach(found -> text.append("  ").append(paint.apply("red", found.danger().weight().words())).append("  ")
          .append(found.unit().region()).append('/').append(found.unit().unit()).append(' ').append(found.change().address())
          .append(' ').append(found.danger().what()).append('\n'));
      text.append('\n');
    }
    plan.units().stream().filter(unit -> !unit.changes().isEmpty()).forEach(unit -> unit(unit));
    if (!plan.drifted().isEmpty()) {
      text.append(paint.apply("bold", "Changed outside of Terraform")).append('\n');
      plan.drifted().forEach(address -> text.append("  ").append(address).append('\n'));
      text.append('\n');
    }
    if (!plan.hasChanges()) {
      return text.append("No changes. ").append(plan.environment()).append(" is what its settings say.\n").toString();
    }
    counts(plan);
    return text.append('\n').append(paint.apply("bold", plan.summary())).append('\n').toString();
  }

  private void unit(UnitPlan unit) {
    text.append(paint.apply("bold", unit.unit().region() + "/" + unit.unit().unit()))
        .append(unit.removed() ? "  (no longer in the settings)" : "").append('\n');
    for (Change change : unit.changes()) {
      text.append("  ").append(paint.apply(colour(change.action()), String.format("%3s", change.action().sign())))
          .append(' ').append(change.address());
      change.deposed().ifPresent(key -> text.append(" (left behind by a replacement: ").append(key).append(')'));
      change.previousAddress().ifPresent(from -> text.append(" (was ").append(from).append(')'));
      change.importing().ifPresent(id -> text.append(" (taken over: ").append(id).append(')'));
      List<String> replaced = change.replacedBy();
      if (!replaced.isEmpty()) {
        text.append("  ").append(paint.apply("red", "forced by " + String.join(", ", replaced)));
      } else if (change.action() == Action.REPLACE || change.action() == Action.DELETE) {
        change.reason().ifPresent(reason -> text.append("  ").append(reason.replace('_', ' ')));
      }
      text.append('\n');
      if (change.action() == Action.UPDATE || change.action() == Action.REPLACE) {
        change.differences().stream().filter(difference ->
            change.action() == Action.UPDATE || difference.forcesReplacement())
            .forEach(difference -> text.append("        ").append(difference.path()).append(": ")
                .append(cut(difference.before())).append(" -> ").append(cut(difference.after())).append('\n'));
      }
    }
    text.append('\n');
  }

  private void counts(EnvironmentPlan plan) {
    int width = plan.units().stream().mapToInt(unit -> name(unit).length()).max().orElse(0);
    text.append(String.format("%-" + width + "s  %6s %6s %7s %7s%n", "", "create", "update", "replace", "destroy"));
    for (UnitPlan unit : plan.units()) {
      if (!unit.changes().isEmpty()) {
        text.append(String.format("%-" + width + "s  %6d %6d %7d %7d%n", name(unit), unit.count(Action.CREATE),
            unit.count(Action.UPDATE), unit.count(Action.REPLACE), unit.count(Action.DELETE)));
      }
    }
    long quiet = plan.units().stream().filter(unit -> unit.changes().isEmpty()).count();
    if (quiet > 0) {
      text.append(quiet).append(" unit").append(quiet == 1 ? "" : "s").append(" without changes\n");
    }
  }

  private static String name(UnitPlan unit) {
    return unit.unit().region() + "/" + unit.unit().unit();
  }

  private static String cut(String value) {
    String shown = value == null ? "(none)" : value.replace("\n", "\\n");
    return shown.length() > WIDEST ? shown.substring(0, WIDEST) + "..." : shown;
  }

  private static String colour(Action action) {
    return Map.of(Action.CREATE, "green", Action.UPDATE, "yellow", Action.REPLACE, "red", Action.DELETE, "red")
        .getOrDefault(action, "dim");
  }
}
