package groundplan.plan;

import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a plan does with one unit.
 *
 * @param unit its path
 * @param removed whether only its state is left: the settings no longer name it
 * @param lineage its state's lineage; absent while it was never applied
 * @param serial its state's serial
 * @param changes what changes, by address
 * @param outputs the values that it publishes and that are new, other ones, or gone
 * @param owner who owns it, as the repository's CODEOWNERS says
 * @param cost what the plan does to its monthly cost; absent where nobody estimated it
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

    /** A unit whose owner and cost nobody asked for. */
    public UnitPlan(UnitPath unit, boolean removed, Optional<String> lineage, long serial, List<Change> changes) {
        this(unit, removed, lineage, serial, changes, List.of(), Optional.empty(), Optional.empty());
    }

    /** Its region and its name. */
    public String name() {
        return unit.region() + "/" + unit.unit();
    }

    UnitPlan with(Optional<String> who, Optional<CostChange> monthly) {
        return new UnitPlan(unit, removed, lineage, serial, changes, outputs, who, monthly);
    }

    /** The same unit, its changes seen in another light. */
    UnitPlan with(List<Change> seen) {
        return new UnitPlan(unit, removed, lineage, serial, List.copyOf(seen), outputs, owner, cost);
    }

    /** Whether an apply of it would change nothing. */
    public boolean quiet() {
        return changes.isEmpty() && outputs.isEmpty();
    }

    /** That only what it publishes changes, in words; empty where a resource does, or nothing. */
    public Optional<String> onlyOutputs() {
        return changes.isEmpty() && !outputs.isEmpty()
                ? Optional.of("publishes other values, and no resource changes: "
                        + outputs.stream().map(OutputChange::name).collect(Collectors.joining(", ")))
                : Optional.empty();
    }

    /** How many objects the plan does this with. */
    public long count(Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }
}
