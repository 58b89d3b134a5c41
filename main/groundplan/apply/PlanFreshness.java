package groundplan.apply;

import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.states.StateFile;
import java.util.Map;
import java.util.Optional;

/** Whether an approved plan is stale, by the check that Terraform makes of a saved plan. */
final class PlanFreshness {
    private PlanFreshness() {}

    /**
     * What has changed since the plan was made; empty if nothing has. It does not say which values would be accepted.
     *
     * @param settings the fingerprint of the current settings
     * @param states the current states
     * @param journal the units that an earlier run of the same plan has started, whose states it may have written
     */
    static Optional<String> of(
            EnvironmentPlan approved, String settings, Map<UnitPath, StateFile> states, Journal journal) {
        if (!approved.settings().equals(settings)) {
            return Optional.of("the settings have changed since the plan was made");
        }
        return approved.units().stream()
                .filter(unit -> journal.of(unit.unit()) == Journal.Step.NOT_STARTED)
                .flatMap(unit -> written(unit, Optional.ofNullable(states.get(unit.unit()))).stream())
                .findFirst();
    }

    private static Optional<String> written(UnitPlan unit, Optional<StateFile> state) {
        String lineage = state.map(StateFile::lineage).orElse("");
        long serial = state.map(StateFile::serial).orElse(0L);
        return unit.lineage().orElse("").equals(lineage) && unit.serial() == serial
                ? Optional.empty()
                : Optional.of("the state of " + unit.unit()
                        + " was written after the plan was made, when its serial was " + unit.serial());
    }
}
