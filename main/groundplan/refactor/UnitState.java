package groundplan.refactor;

import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import groundplan.states.VersionedObject;
import java.io.IOException;
import java.util.Optional;

/** The state of a unit where it is kept: read, written, locked as Terraform locks it. */
public interface UnitState extends AutoCloseable {
    /** The unit. */
    UnitPath unit();

    /** Its location, for people. */
    String place();

    /** The state; empty if there is none. */
    Optional<StateFile> read() throws IOException;

    /** Writes a state; its place has to be locked. */
    void write(StateFile state) throws IOException;

    /** Deletes the state; its place has to be locked. */
    void delete() throws IOException;

    /**
     * Takes Terraform's lock of the state.
     *
     * @param note identifies who takes it; a lock with the same note is one's own
     * @return who holds it, for people; empty if it was taken, or is one's own
     */
    Optional<String> lock(LockNote note) throws IOException;

    /** Releases the lock with this note; does nothing if there is none. */
    void unlock(LockNote note) throws IOException;

    /** The journal of the refactoring that the state takes part in; states may share one. */
    VersionedObject journal();

    @Override
    void close() throws IOException;
}
