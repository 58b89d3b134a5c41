package groundplan.states;

import groundplan.terraform.ProcessIdentity;
import java.io.IOException;
import java.util.Optional;

/** Keeps two applies of one environment apart, wherever they run. */
public interface EnvironmentLock {
    /**
     * Who holds it.
     *
     * @param id tells one holding from every other
     * @param who user and host
     * @param machine the host as {@link ProcessIdentity#machine} tells it from others of its name
     * @param process the process on that host
     * @param plan the fingerprint of the plan that is applied
     * @param since when it was taken
     */
    record Holder(String id, String who, String machine, ProcessIdentity process, String plan, String since) {
        /** Whether it certainly does nothing any more: it was a process of this machine, and that process is gone. */
        public boolean dead(String here) {
            return machine.equals(here) && process.find().isEmpty();
        }
    }

    /** Takes it; answers with who holds it already, if somebody does. */
    Optional<Holder> take(Holder holder) throws IOException;

    /** Takes it over, if the one who held it still does; of two who try, one succeeds. */
    boolean takeOver(Holder from, Holder to) throws IOException;

    /** Who holds it now. */
    Optional<Holder> holder() throws IOException;

    /** Gives it back; nothing happens when somebody took it over. */
    void release(Holder holder) throws IOException;
}
