package groundplan.states;

import groundplan.terraform.ProcessIdentity;
import java.io.IOException;
import java.util.Optional;

/** The lock of an environment, which prevents two applies at the same time, wherever they run. */
public interface EnvironmentLock {
    /**
     * The holder of the lock.
     *
     * @param id unique for each time that the lock is taken
     * @param who user and host
     * @param machine the host as {@link ProcessIdentity#machine} identifies it
     * @param process the process on that host
     * @param plan the fingerprint of the plan that is applied
     * @param since when it was taken
     */
    record Holder(String id, String who, String machine, ProcessIdentity process, String plan, String since) {
        /** Whether it is certain that it no longer runs: it was a process on this machine that has ended. */
        public boolean dead(String here) {
            return machine.equals(here) && process.find().isEmpty();
        }
    }

    /** Takes the lock; returns its current holder if it is taken already. */
    Optional<Holder> take(Holder holder) throws IOException;

    /** Takes over the lock, if the holder is still the same; if two try, only one succeeds. */
    boolean takeOver(Holder from, Holder to) throws IOException;

    /** The current holder. */
    Optional<Holder> holder() throws IOException;

    /** Releases the lock; does nothing if it has been taken over. */
    void release(Holder holder) throws IOException;
}
