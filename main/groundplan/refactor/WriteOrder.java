package groundplan.refactor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The order in which states are written. Units that give objects to each other in a circle first get all they are given, beside what they
 * have, and then lose what they gave.
 */
final class WriteOrder {
    private final RefactoredStates states;
    private final Set<UnitPath> known;

    WriteOrder(RefactoredStates states, Set<UnitPath> known) {
        this.states = states;
        this.known = known;
    }

    List<StateWrite> writes() {
        List<UnitPath> order = order();
        if (order.size() == states.after().size()) {
            return order.stream().map(unit -> last(unit, 0)).toList();
        }
        List<StateWrite> writes = new ArrayList<>();
        Set<UnitPath> both = new TreeSet<>(states.givers().keySet());
        both.forEach(unit -> writes.add(more(unit)));
        states.after().keySet().forEach(unit -> writes.add(last(unit, both.contains(unit) ? 1 : 0)));
        return writes;
    }

    /** Each unit after all to which it gives something; without those for which there is no such order. */
    private List<UnitPath> order() {
        Map<UnitPath, Set<UnitPath>> givers = states.givers();
        Set<UnitPath> order = new LinkedHashSet<>();
        boolean progress = true;
        while (progress) {
            progress = false;
            for (UnitPath unit : states.after().keySet()) {
                boolean gives = givers.entrySet().stream()
                        .anyMatch(entry -> entry.getValue().contains(unit) && !order.contains(entry.getKey()));
                progress |= !gives && order.add(unit);
            }
        }
        return List.copyOf(order);
    }

    private StateWrite last(UnitPath unit, long before) {
        StateFile after = states.after().get(unit);
        Optional<StateFile> was = Optional.ofNullable(states.before().get(unit));
        boolean gone = after.empty() && !known.contains(unit);
        return new StateWrite(
                unit,
                before > 0 ? Optional.of(after.lineage()) : was.map(StateFile::lineage),
                before > 0
                        ? after.serial() - 1 + before
                        : was.map(StateFile::serial).orElse(0L),
                gone ? Optional.empty() : Optional.of(at(after, after.serial() + before)));
    }

    /** A state with all that it has and all that it gets. */
    private StateWrite more(UnitPath unit) {
        StateFile after = states.after().get(unit);
        Optional<StateFile> was = Optional.ofNullable(states.before().get(unit));
        ObjectNode json = after.json().deepCopy();
        Set<String> leaving = states.moves().stream()
                .filter(move -> move.across() && move.from().equals(unit))
                .map(ObjectMove::fromAddress)
                .collect(Collectors.toSet());
        was.ifPresent(state -> {
            List<StateObject> staying = StateObject.in(unit, state).stream()
                    .filter(object -> leaving.contains(object.address() + object.key()))
                    .toList();
            ArrayNode resources = json.withArrayProperty(RefactoredStates.RESOURCES);
            new StateResources(object -> {
                        Set<String> named = new TreeSet<>();
                        object.instance().path("dependencies").forEach(one -> named.add(one.asText()));
                        return named;
                    })
                    .add(staying, resources);
        });
        return new StateWrite(
                unit,
                was.map(StateFile::lineage),
                was.map(StateFile::serial).orElse(0L),
                Optional.of(new StateFile(after.place(), json)));
    }

    private static StateFile at(StateFile state, long serial) {
        ObjectNode json = state.json().deepCopy();
        json.put("serial", serial);
        return new StateFile(state.place(), json);
    }
}
