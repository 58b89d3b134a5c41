package groundplan.refactor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import groundplan.states.UnitStates;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * States as they are once objects are moved.
 *
 * @param before the states of the units concerned, of those that have one
 * @param after the states of the units that change; of one of which nothing is left, a state without resources
 * @param moves the objects that are moved
 * @param done entries whose objects are where they are to go
 */
public record RefactoredStates(
        Map<UnitPath, StateFile> before,
        SortedMap<UnitPath, StateFile> after,
        List<ObjectMove> moves,
        List<String> done) {
    static final String RESOURCES = "resources";

    /** The units whose states change. */
    public SortedSet<UnitPath> units() {
        return new TreeSet<>(after.keySet());
    }

    /**
     * States as a plan reads them afterwards.
     *
     * @param now as they are
     * @param own whether a unit belongs to what is planned
     * @param known the units that there are: of any other one nothing is planned if nothing is left of it
     */
    public UnitStates over(UnitStates now, Predicate<UnitPath> own, Set<UnitPath> known) {
        return new UnitStates() {
            @Override
            public Map<UnitPath, StateFile> all() throws IOException {
                Map<UnitPath, StateFile> states = new TreeMap<>(now.all());
                after.forEach((unit, state) -> {
                    if (known.contains(unit) || !state.empty()) {
                        if (own.test(unit)) {
                            states.put(unit, state);
                        }
                    } else {
                        states.remove(unit);
                    }
                });
                return states;
            }

            @Override
            public Optional<StateFile> elsewhere(UnitPath unit) throws IOException {
                return after.containsKey(unit) ? Optional.of(after.get(unit)) : now.elsewhere(unit);
            }
        };
    }

    /** The same, with the outputs that the units publish then. */
    public RefactoredStates with(Map<UnitPath, ObjectNode> outputs) {
        SortedMap<UnitPath, StateFile> told = new TreeMap<>();
        after.forEach((unit, state) -> {
            ObjectNode json = state.json().deepCopy();
            json.set("outputs", outputs.getOrDefault(unit, TerraformJson.object()));
            told.put(unit, new StateFile(state.place(), json));
        });
        return new RefactoredStates(before, told, moves, done);
    }

    /**
     * The states to write, one after another. A state that gets an object comes before the one that gives it away: whenever the run ends,
     * each object is in a state.
     *
     * @param known the units that there are: the state of any other one is deleted if nothing is left of it
     */
    public List<StateWrite> writes(Set<UnitPath> known) {
        return new WriteOrder(this, known).writes();
    }

    /** What each unit gets from others, by the units that give it away. */
    Map<UnitPath, Set<UnitPath>> givers() {
        return moves.stream()
                .filter(ObjectMove::across)
                .collect(Collectors.groupingBy(
                        ObjectMove::to,
                        TreeMap::new,
                        Collectors.mapping(ObjectMove::from, Collectors.toCollection(TreeSet::new))));
    }
}
