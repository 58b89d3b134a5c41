package groundplan.selection;

import groundplan.kernel.UnitPath;
import groundplan.settings.UnitModel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The units that can be selected, what they read from each other, and what changed.
 *
 * @param reads all units, each with those that it reads from
 * @param changes finds the units that a change affects
 */
public record UnitGraph(Map<UnitPath, SortedSet<UnitPath>> reads, Changes changes) {

    /** Finds the units that differ from those of a commit. */
    public interface Changes {
        /**
         * The units that differ.
         *
         * @param base a commit, a branch or a tag; units are compared with its merge base with {@code HEAD}
         * @throws IOException when Git does not know it
         */
        Set<UnitPath> since(String base) throws IOException;
    }

    /** The graph of units of any number of environments. */
    public static UnitGraph of(Collection<UnitModel<?, ?>> units, Changes changes) {
        Map<UnitPath, SortedSet<UnitPath>> reads = new TreeMap<>();
        units.forEach(unit -> reads.put(
                unit.path(),
                unit.reads().values().stream().map(UnitModel::path).collect(Collectors.toCollection(TreeSet::new))));
        return new UnitGraph(reads, changes);
    }

    /** All units. */
    public Set<UnitPath> units() {
        return reads.keySet();
    }

    /** The same graph with one more unit, which reads nothing and which nothing reads. */
    public UnitGraph with(UnitPath unit) {
        Map<UnitPath, SortedSet<UnitPath>> more = new TreeMap<>(reads);
        more.putIfAbsent(unit, new TreeSet<>());
        return new UnitGraph(more, changes);
    }

    /** All units that these units read from, directly or indirectly, without themselves. */
    SortedSet<UnitPath> dependencies(Set<UnitPath> of) {
        return reached(of, reads);
    }

    /** All units that read from these units, directly or indirectly, without themselves. */
    SortedSet<UnitPath> dependents(Set<UnitPath> of) {
        Map<UnitPath, SortedSet<UnitPath>> readers = new TreeMap<>();
        reads.forEach((reader, read) -> read.forEach(
                unit -> readers.computeIfAbsent(unit, key -> new TreeSet<>()).add(reader)));
        return reached(of, readers);
    }

    private static SortedSet<UnitPath> reached(Set<UnitPath> from, Map<UnitPath, SortedSet<UnitPath>> edges) {
        SortedSet<UnitPath> reached = new TreeSet<>();
        Deque<UnitPath> left = new ArrayDeque<>(from);
        while (!left.isEmpty()) {
            for (UnitPath next : edges.getOrDefault(left.pop(), new TreeSet<>())) {
                if (reached.add(next)) {
                    left.push(next);
                }
            }
        }
        reached.removeAll(from);
        return reached;
    }
}
