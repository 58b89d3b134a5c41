package groundplan.refactor;

import groundplan.kernel.UnitPath;
import groundplan.states.EnvironmentLock;
import groundplan.states.StateFile;
import groundplan.states.VersionedObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the states of a refactoring. All of them are locked, then all that is to be written is put beside them, in a journal, and then
 * they are written one after another. Whenever a run ends before that, the next one ends what it has begun: it releases the locks if
 * nothing has been written, and writes the rest otherwise.
 */
public final class RefactorRun {
    private final EnvironmentLock.Holder self;
    private final SortedMap<UnitPath, UnitState> states = new TreeMap<>();
    private final StateBackup backup;
    private final Steps steps;

    /** Keeps a state before it is written. */
    public interface StateBackup {
        /** Keeps it, and tells where. */
        void keep(UnitPath unit, StateFile state) throws IOException;
    }

    /** A kind of step. */
    public enum WriteStep {
        JOURNAL,
        LOCK,
        WRITE,
        UNLOCK
    }

    /** Is told each step as soon as it is done. */
    public interface Steps {
        /**
         * A step is done.
         *
         * @param told what was done, for people
         */
        void done(WriteStep step, String told);
    }

    /** The states cannot be written now. */
    public static final class CannotWrite extends RuntimeException {
        private static final long serialVersionUID = 1;

        CannotWrite(String why) {
            super(why);
        }
    }

    /**
     * @param self this run
     * @param states the states of all units that take part
     * @param steps is told what is done
     */
    public RefactorRun(EnvironmentLock.Holder self, Collection<UnitState> states, StateBackup backup, Steps steps) {
        this.self = self;
        states.forEach(state -> this.states.put(state.unit(), state));
        this.backup = backup;
        this.steps = steps;
    }

    /**
     * The journal of a refactoring that has begun and has not ended; empty if there is none.
     *
     * @param states the states of units that it may be about
     */
    public static Optional<RefactorJournal> begun(Collection<? extends UnitState> states) throws IOException {
        Optional<RefactorJournal> found = Optional.empty();
        for (VersionedObject journal : journals(states)) {
            Optional<RefactorJournal> one = RefactorJournal.read(journal);
            // That of a run that was killed while it wrote them: one of them may be the older one.
            if (one.isPresent() && (found.isEmpty() || found.get().writes().isEmpty())) {
                found = one;
            }
        }
        return found;
    }

    private static Collection<VersionedObject> journals(Collection<? extends UnitState> states) {
        Map<String, VersionedObject> places = new LinkedHashMap<>();
        states.forEach(state -> places.putIfAbsent(state.journal().place(), state.journal()));
        return places.values();
    }

    /**
     * Ends what another run has begun.
     *
     * @param journal its journal; the states are those of all its units
     * @param takeOver whether to do that although the other run may still be running
     * @throws CannotWrite when the other run may still be running
     */
    public void end(RefactorJournal journal, boolean takeOver) throws IOException {
        EnvironmentLock.Holder other = journal.holder();
        if (!takeOver && !other.dead(self.machine())) {
            throw new CannotWrite(other.who() + " has been moving objects between states since " + other.since()
                    + " (process " + other.process().id() + " on "
                    + (other.machine().equals(self.machine()) ? "this" : "another")
                    + " machine). Wait for it to end; if it is certain that it is no longer running, add --take-over.");
        }
        RefactorJournal own = journal.in(self);
        note(own, Optional.of(journal));
        for (UnitState state : states.values()) {
            // A lock that it had not taken yet is not needed if nothing is written.
            if (!own.writes().isEmpty()) {
                lock(state, own);
            }
        }
        write(own);
        release(own);
    }

    /**
     * Writes states.
     *
     * @param writes the states to write, in this order
     * @throws CannotWrite when somebody has locked one of them, or has written one since it was read
     */
    public void of(List<StateWrite> writes) throws IOException {
        RefactorJournal locking = new RefactorJournal(self, List.copyOf(states.keySet()), List.of());
        RefactorJournal journal = new RefactorJournal(self, locking.units(), writes);
        try {
            note(locking, Optional.empty());
            for (UnitState state : states.values()) {
                lock(state, locking);
            }
            keep(writes);
            note(journal, Optional.of(locking));
        } catch (IOException | RuntimeException e) {
            try {
                release(locking);
            } catch (IOException | RuntimeException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
        try {
            write(journal);
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    e.getMessage()
                            + "\nThe states are locked, and some objects may be in two of them. To end it, run the"
                            + " same command again",
                    e);
        }
        release(journal);
    }

    private void lock(UnitState state, RefactorJournal journal) throws IOException {
        Optional<String> other = state.lock(journal.note());
        if (other.isPresent()) {
            throw new CannotWrite("the state of " + state.unit() + " is locked: " + other.get()
                    + ". Wait for that to end; nothing was written.");
        }
        steps.done(WriteStep.LOCK, "locked " + state.unit());
    }

    /** Checks that the states are still those that were read, and keeps them. */
    private void keep(List<StateWrite> writes) throws IOException {
        List<UnitPath> checked = new ArrayList<>();
        for (StateWrite write : writes) {
            if (checked.contains(write.unit())) {
                continue;
            }
            checked.add(write.unit());
            Optional<StateFile> now = states.get(write.unit()).read();
            if (!write.replaces(now)) {
                throw new CannotWrite("the state of " + write.unit()
                        + " has been written since it was read; nothing was moved. Run the same command again.");
            }
            if (now.isPresent()) {
                backup.keep(write.unit(), now.get());
            }
        }
    }

    private void write(RefactorJournal journal) throws IOException {
        for (StateWrite write : journal.writes()) {
            UnitState state = states.get(write.unit());
            Optional<StateFile> now = state.read();
            if (write.done(now)) {
                continue;
            }
            if (!write.replaces(now) && !write.half(now)) {
                throw new CannotWrite("the state of " + write.unit() + " in " + state.place()
                        + " is not the one that was to be written: somebody has written it although it is locked. What was to"
                        + " be written is in " + state.journal().place());
            }
            if (write.state().isPresent()) {
                state.write(write.state().get());
                steps.done(WriteStep.WRITE, "wrote the state of " + write.unit());
            } else {
                state.delete();
                steps.done(WriteStep.WRITE, "deleted the state of " + write.unit());
            }
        }
    }

    private void release(RefactorJournal journal) throws IOException {
        for (UnitState state : states.values()) {
            state.unlock(journal.note());
            steps.done(WriteStep.UNLOCK, "unlocked " + state.unit());
        }
        for (VersionedObject object : journals(states.values())) {
            if (isOf(journal, object)) {
                object.delete();
                steps.done(WriteStep.JOURNAL, "deleted " + object.place());
            }
        }
    }

    private static boolean isOf(RefactorJournal journal, VersionedObject object) throws IOException {
        return RefactorJournal.read(object)
                .filter(found -> found.holder().id().equals(journal.holder().id()))
                .isPresent();
    }

    /**
     * Writes the journal to all its places.
     *
     * @param before what may be there; anything else is another run's
     */
    private void note(RefactorJournal journal, Optional<RefactorJournal> before) throws IOException {
        for (VersionedObject object : journals(states.values())) {
            Optional<VersionedObject.Content> now = object.read();
            boolean own = now.isEmpty() || before.isPresent() && isOf(before.get(), object);
            if (!own
                    || object.write(journal.text(), now.map(VersionedObject.Content::version))
                            .isEmpty()) {
                throw new CannotWrite("another run has just begun to move objects between these states");
            }
            steps.done(WriteStep.JOURNAL, "wrote " + object.place());
        }
    }
}
