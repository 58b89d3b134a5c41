package groundplan.workspace;

import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.plan.Verdict;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import groundplan.synth.UnitDocument;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a plan of some units of an environment has to say for itself. */
public final class PlanScope {
    private PlanScope() {}

    /** The plan of no unit at all. */
    public static EnvironmentPlan nothing(EnvironmentModel environment) {
        return new EnvironmentPlan(
                environment.path(), UnitDocument.fingerprint(List.of()), false, List.of(), List.of());
    }

    /** These units and all that read of them, directly or not, in dependency order. */
    public static List<UnitModel<?, ?>> withReaders(EnvironmentModel environment, Set<UnitPath> named) {
        Set<UnitPath> chosen = new TreeSet<>(named);
        environment.units().forEach(unit -> {
            if (unit.reads().values().stream().anyMatch(read -> chosen.contains(read.path()))) {
                chosen.add(unit.path());
            }
        });
        return environment.units().stream()
                .filter(unit -> chosen.contains(unit.path()))
                .collect(Collectors.toList());
    }

    /** Notes which units may change with what is planned, and are not planned themselves. */
    public static Verdict leftOut(EnvironmentPlan plan, EnvironmentModel environment) {
        Set<UnitPath> planned = plan.units().stream().map(UnitPlan::unit).collect(Collectors.toSet());
        Set<UnitPath> changing = plan.units().stream()
                .filter(unit -> !unit.changes().isEmpty())
                .map(UnitPlan::unit)
                .collect(Collectors.toSet());
        List<String> left = withReaders(environment, changing).stream()
                .map(UnitModel::path)
                .filter(unit -> !planned.contains(unit))
                .map(unit -> unit.region() + "/" + unit.unit())
                .toList();
        return left.isEmpty()
                ? Verdict.NONE
                : new Verdict(
                        List.of(),
                        List.of(String.join(", ", left)
                                + (left.size() == 1
                                        ? " reads of what changes here and is"
                                        : " read of what changes here and are")
                                + " not planned: nothing here says what"
                                + " happens there"));
    }
}
