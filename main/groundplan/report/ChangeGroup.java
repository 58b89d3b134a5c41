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
 * Changes that a report shows at once: updates of several objects whose attributes get the same values, such as another tag on
 * everything. A single one is shown by itself; so is whatever moves, is taken over, is dangerous or is anything but an update.
 *
 * @param changes them, at least one
 */
record ChangeGroup(List<Change> changes) {
    /** From so many on it is shorter to say it once. */
    private static final int MANY = 3;

    /** A unit's changes, each group at the place of its first. */
    static List<ChangeGroup> of(List<Change> changes) {
        Map<Object, List<Change>> groups = new LinkedHashMap<>();
        changes.forEach(change -> groups.computeIfAbsent(
                        plain(change) ? change.differences() : change, key -> new ArrayList<>())
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

    /** The one that stands for all. */
    Change first() {
        return changes.get(0);
    }

    /** Whether it is more than one. */
    boolean several() {
        return changes.size() > 1;
    }

    /** What to call it: its address, or how many there are. */
    String title() {
        return several() ? changes.size() + " objects alike" : first().address();
    }

    /** The addresses of all; absent for a single one, whose title is its address. */
    Optional<String> addresses() {
        return several()
                ? Optional.of(changes.stream().map(Change::address).collect(Collectors.joining(", ")))
                : Optional.empty();
    }
}
