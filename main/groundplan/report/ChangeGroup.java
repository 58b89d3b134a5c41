package groundplan.report;

import groundplan.plan.Action;
import groundplan.plan.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Changes that a report shows as one entry: updates that give the attributes of several objects the same values, such as a new tag on
 * everything. Every other change is an entry of its own: a move, an import, a dangerous change, and anything but an update.
 *
 * @param changes the changes, at least one
 */
record ChangeGroup(List<Change> changes) {
    /** From this number on one entry is shorter. */
    private static final int MANY = 3;

    /** A unit's changes, each group at the position of its first change. */
    static List<ChangeGroup> of(List<Change> changes) {
        Map<Object, List<Change>> groups = new LinkedHashMap<>();
        changes.forEach(change -> groups.computeIfAbsent(
                        plain(change) ? List.of(change.differences(), change.condition()) : change,
                        key -> new ArrayList<>())
                .add(change));
        return groups.values().stream()
                .flatMap(group -> group.size() >= MANY
                        ? List.of(new ChangeGroup(List.copyOf(group))).stream()
                        : group.stream().map(change -> new ChangeGroup(List.of(change))))
                .toList();
    }

    private static boolean plain(Change change) {
        return change.action() == Action.UPDATE
                && change.dangers().isEmpty()
                && change.deposed().isEmpty()
                && change.previousAddress().isEmpty()
                && change.importing().isEmpty();
    }

    /** The first change, which represents all of them. */
    Change first() {
        return changes.get(0);
    }

    /** Whether there is more than one change. */
    boolean several() {
        return changes.size() > 1;
    }

    /** The title: the address of a single change, or the number of objects. */
    String title() {
        return several() ? changes.size() + " objects with the same update" : first().address();
    }

    /** The addresses of all; absent for a single one, whose title is its address. */
    Optional<String> addresses() {
        return several()
                ? Optional.of(changes.stream().map(Change::address).collect(Collectors.joining(", ")))
                : Optional.empty();
    }
}
