package groundplan.tree;

import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The order in which root modules are planned and applied: each after those whose states it reads.
 *
 * @param states what each reads
 * @param problems gets the circles in which units read each other
 */
record ReadingOrder(Map<UnitPath, List<RemoteState>> states, List<String> problems) {
    /** The units in this order. */
    List<PlainUnit> of(List<PlainUnit> units) {
        List<PlainUnit> order = new ArrayList<>();
        Set<UnitPath> done = new HashSet<>();
        units.forEach(unit -> place(unit, units, new ArrayList<>(), done, order));
        return order;
    }

    private void place(
            PlainUnit unit, List<PlainUnit> all, List<PlainUnit> open, Set<UnitPath> done, List<PlainUnit> order) {
        int before = open.indexOf(unit);
        if (before >= 0) {
            List<PlainUnit> circle = new ArrayList<>(open.subList(before, open.size()));
            circle.add(unit);
            problems.add(circle.stream().map(PlainUnit::shown).collect(Collectors.joining(" reads "))
                    + ": units that read each other's states cannot be planned as a whole; move what both need into a unit that"
                    + " both read");
            return;
        }
        if (done.contains(unit.path())) {
            return;
        }
        open.add(unit);
        SortedSet<UnitPath> reads = new TreeSet<>();
        states.getOrDefault(unit.path(), List.of())
                .forEach(state -> reads.addAll(state.instances().values()));
        all.stream()
                .filter(other -> reads.contains(other.path()))
                .forEach(other -> place(other, all, open, done, order));
        open.remove(unit);
        if (done.add(unit.path())) {
            order.add(unit);
        }
    }
}
