package groundplan.refactor;

import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import java.util.List;
import java.util.Optional;

/**
 * A state that is written, or deleted.
 *
 * @param unit the unit
 * @param lineage the lineage of the state that it replaces; empty if there is none
 * @param serial the serial of the state that it replaces; 0 if there is none
 * @param state the state to write; empty to delete it
 */
public record StateWrite(UnitPath unit, Optional<String> lineage, long serial, Optional<StateFile> state) {
    /** Whether a state is the one that this replaces. */
    boolean replaces(Optional<StateFile> now) {
        return now.map(StateFile::lineage).equals(lineage)
                && now.map(StateFile::serial).orElse(0L) == serial;
    }

    /**
     * Whether a state is this without its lineage and its serial: a run was killed while it wrote a new state, to which the engine gives
     * both at first.
     */
    boolean half(Optional<StateFile> now) {
        return lineage.isEmpty()
                && state.isPresent()
                && now.isPresent()
                && objects(state.get()).equals(objects(now.get()));
    }

    private List<String> objects(StateFile of) {
        return StateObject.in(unit, of).stream()
                .map(object -> object.identity() + "=" + object.id())
                .sorted()
                .toList();
    }

    /** Whether this has been written, if a state is this. */
    boolean done(Optional<StateFile> now) {
        return state.isPresent()
                ? now.filter(found -> found.lineage().equals(state.get().lineage())
                                && found.serial() >= state.get().serial())
                        .isPresent()
                : now.isEmpty();
    }
}
