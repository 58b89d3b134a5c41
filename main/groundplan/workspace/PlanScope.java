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

/** Which units a plan of a part of an environment includes, and which it leaves out. */
public final class PlanScope {
    private PlanScope() {}

    /** A plan without units. */
    public static EnvironmentPlan nothing(EnvironmentModel environment) {
        return new EnvironmentPlan(
                environment.path(), UnitDocument.fingerprint(List.of()), false, List.of(), List.of());
    }

    /** These units and their direct and indirect dependents, in dependency order. */
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

    /** Notes which dependents of the changed units are not planned. */
    public static Verdict leftOut(EnvironmentPlan plan, EnvironmentModel environment) {
        Set<UnitPath> planned = plan.units().stream().map(UnitPlan::unit).collect(Collectors.toSet());
        Set<UnitPath> changing = plan.units().stream()
                .filter(unit -> !unit.changes().isEmpty())
                .map(UnitPlan::unit)
                .collect(Collectors.toSet());
        List<String> left = withReaders(environment, changing).stream()
                .map(UnitModel::path)
                .filter(unit -> !planned.contains(unit))
                .map(unit -> unit.inEnvironment())
                .toList();
        return left.isEmpty()
                ? Verdict.NONE
                : new Verdict(
                        List.of(),
                        List.of(String.join(", ", left)
                                + (left.size() == 1
                                        ? " depends on units that change here, but is"
                                        : " depend on units that change here, but are")
                                + " not planned: this plan does not show"
                                + " what would change there"));
    }
}
