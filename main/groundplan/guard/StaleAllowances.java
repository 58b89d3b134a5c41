package groundplan.guard;

import groundplan.kernel.Nearest;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.settings.Allowance;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Allowances that have expired or are not needed: left in place, one could later allow something unnoticed. */
final class StaleAllowances {
    private StaleAllowances() {}

    /**
     * What is to be done about an allowance; empty if it is of use, or if a plan of a part of the environment cannot tell.
     *
     * @param known the units of the settings and those that have a state
     * @param needed the allowances that allow something of the plan
     */
    static Optional<String> note(
            Allowance allowance,
            EnvironmentPlan plan,
            List<Set<UnitPath>> known,
            Set<Allowance> needed,
            LocalDate today) {
        String entry = allowance.mark() + ": the allowance for "
                + allowance.terms().unit() + " " + allowance.terms().address();
        Set<UnitPath> units = new HashSet<>();
        known.forEach(units::addAll);
        plan.units().forEach(unit -> units.add(unit.unit()));
        List<UnitPath> meant = units.stream()
                .filter(unit -> allowance.isAbout(unit.toString()))
                .toList();
        if (meant.isEmpty()) {
            return Optional.of(entry + " names a unit that does not exist"
                    + Nearest.hint(
                            allowance.terms().unit(),
                            units.stream().map(UnitPath::toString).toList()));
        }
        if (allowance.expired(today)) {
            return Optional.of(entry + " expired on " + allowance.terms().expires() + "; remove or renew it.");
        }
        boolean idle = !needed.contains(allowance)
                && plan.units().stream().map(UnitPlan::unit).toList().containsAll(meant);
        return idle ? Optional.of(entry + " is not needed by this plan; remove it.") : Optional.empty();
    }
}
