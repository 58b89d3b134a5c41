package groundplan.states;

import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The states of an environment's units, and of the units of other environments that they read. */
public interface UnitStates {
    /**
     * The states of the environment's units, including removed ones.
     *
     * @throws IOException when one cannot be read
     */
    Map<UnitPath, StateFile> all() throws IOException;

    /**
     * The state of a unit of another environment; empty if it has never been applied.
     *
     * @throws IOException when it cannot be read
     */
    Optional<StateFile> elsewhere(UnitPath unit) throws IOException;
}
