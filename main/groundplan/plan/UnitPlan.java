package groundplan.plan;

import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The plan of one unit.
 *
 * @param unit its path
 * @param removed whether it is no longer in the settings, and only its state is left
 * @param lineage its state's lineage; absent if it has never been applied
 * @param serial its state's serial
 * @param changes what changes, by address
 * @param outputs its outputs that are added, changed or removed
 * @param owner its owner by the repository's CODEOWNERS
 * @param cost how the plan changes its monthly cost; absent if that was not estimated
 */
public record UnitPlan(
        UnitPath unit,
        boolean removed,
        Optional<String> lineage,
        long serial,
        List<Change> changes,
        List<OutputChange> outputs,
        Optional<String> owner,
        Optional<CostChange> cost) {

    /** A unit without owner and cost. */
    public UnitPlan(UnitPath unit, boolean removed, Optional<String> lineage, long serial, List<Change> changes) {
        this(unit, removed, lineage, serial, changes, List.of(), Optional.empty(), Optional.empty());
    }

    /** Its region and its name. */
    public String name() {
        return unit.inEnvironment();
    }

    UnitPlan with(Optional<String> who, Optional<CostChange> monthly) {
        return new UnitPlan(unit, removed, lineage, serial, changes, outputs, who, monthly);
    }

    /** The same unit with other changes. */
    public UnitPlan with(List<Change> seen) {
        return new UnitPlan(unit, removed, lineage, serial, List.copyOf(seen), outputs, owner, cost);
    }

    /** The same unit as one that is no longer in the settings. */
    public UnitPlan asRemoved() {
        return new UnitPlan(unit, true, lineage, serial, changes, outputs, owner, cost);
    }

    /** Whether applying it would change nothing. */
    public boolean quiet() {
        return changes.isEmpty() && outputs.isEmpty();
    }

    /** Says that only outputs change; empty if resources change too, or if nothing changes. */
    public Optional<String> onlyOutputs() {
        return changes.isEmpty() && !outputs.isEmpty()
                ? Optional.of("only outputs change: "
                        + outputs.stream().map(OutputChange::name).collect(Collectors.joining(", ")))
                : Optional.empty();
    }

    /** How many objects count as this. */
    public long count(Tally tally) {
        return changes.stream().filter(tally::counts).count();
    }

    /** How many objects have this action. */
    public long count(Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }
}
