package groundplan.apply;

import groundplan.kernel.UnitPath;
import groundplan.plan.AppliedReads;
import groundplan.states.StateFile;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each unit has to wait for while removed units are destroyed. The settings no longer say which removed unit reads which: the states
 * do, and the plan, whose order they are destroyed in.
 */
final class RemovalOrder {
    private final List<UnitPath> removed;
    private final AppliedReads reads;
    private final Set<UnitPath> begun;

    /**
     * @param removed the removed units, in the plan's order
     * @param states the current states
     * @param journal the units that an earlier run began to destroy: their states no longer tell all that they read
     */
    RemovalOrder(List<UnitPath> removed, Map<UnitPath, StateFile> states, Journal journal) {
        this.removed = List.copyOf(removed);
        this.reads = new AppliedReads(states);
        this.begun = removed.stream()
                .filter(unit -> journal.of(unit) == Journal.Step.APPLYING)
                .collect(Collectors.toSet());
    }

    /** The removed units that have to be destroyed before a unit, because they use what it provides. */
    Set<UnitPath> before(UnitPath unit) {
        int position = removed.indexOf(unit);
        // In a cycle of units the plan's order decides. A unit that stays is destroyed after all removed ones.
        Collection<UnitPath> earlier = position < 0 ? removed : removed.subList(0, position);
        Set<UnitPath> first = new LinkedHashSet<>(reads.readers(unit, earlier));
        earlier.stream().filter(begun::contains).forEach(first::add);
        return first;
    }
}
