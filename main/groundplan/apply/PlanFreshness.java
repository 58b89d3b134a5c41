package groundplan.apply;

import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.states.StateFile;
import java.util.Map;
import java.util.Optional;

/** Whether an approved plan is still one of what there is, as Terraform asks of a saved plan. */
final class PlanFreshness {
    private PlanFreshness() {}

    /**
     * What has moved since the approval; empty when nothing has.
     *
     * @param settings the fingerprint of the settings as they are now
     * @param states the states as they are now
     * @param journal what an earlier run of the same plan has begun, and may have written
     */
    static Optional<String> of(
            EnvironmentPlan approved, String settings, Map<UnitPath, StateFile> states, Journal journal) {
        if (!approved.settings().equals(settings)) {
            return Optional.of("the settings are not those that the plan was made of (" + settings + ", approved "
                    + approved.settings() + ")");
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
                : Optional.of("the state of " + unit.unit() + " was written since: its serial was " + unit.serial()
                        + " and is " + serial);
    }
}
