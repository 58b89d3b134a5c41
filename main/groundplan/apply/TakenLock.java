package groundplan.apply;

import groundplan.states.EnvironmentLock;
import groundplan.terraform.ProcessIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Takes and releases the lock of an environment in the name of this process. */
public final class TakenLock {
    private TakenLock() {}

    /**
     * Takes the lock. That of a process of this machine that has ended is taken over.
     *
     * @param takeOver whether to take it over from any other run
     * @param remedy what to do about a run that has ended elsewhere, such as {@code add --take-over}
     * @param progress receives a line when it is taken over
     * @throws ApplyRun.NotNow if another run holds it
     */
    public static void take(
            EnvironmentLock lock,
            EnvironmentLock.Holder self,
            boolean takeOver,
            String remedy,
            Consumer<String> progress)
            throws IOException {
        Optional<EnvironmentLock.Holder> other = lock.take(self);
        if (other.isEmpty()) {
            return;
        }
        EnvironmentLock.Holder holder = other.get();
        boolean dead = holder.dead(self.machine());
        if (!dead && !takeOver) {
            throw new ApplyRun.NotNow(holder.who() + " has been applying since " + holder.since() + " (process "
                    + holder.process().id()
                    + "). Wait for it to finish; if it is certain that it is no longer running, " + remedy + ".");
        }
        progress.accept(
                dead
                        ? "The run that held the lock (process "
                                + holder.process().id() + ") is no longer running; taking over its lock."
                        : "Taking over the lock from " + holder.who() + ".");
        if (!lock.takeOver(holder, self)) {
            throw new ApplyRun.NotNow("Another run has just taken over the lock.");
        }
    }

    /** Releases the lock. Returns the reason if that fails, because a failure here must not hide what was applied. */
    public static Optional<String> release(EnvironmentLock lock, EnvironmentLock.Holder self) {
        try {
            lock.release(self);
            return Optional.empty();
        } catch (IOException | RuntimeException | Error e) {
            return Optional.of("The environment's lock could not be released: " + e.getMessage()
                    + ". The next run needs --take-over, unless it is on this machine.");
        }
    }

    /**
     * This process as a holder of the lock.
     *
     * @param fingerprint of the plan that is applied, or what is done instead, in words
     */
    public static EnvironmentLock.Holder self(String fingerprint) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return new EnvironmentLock.Holder(
                UUID.randomUUID().toString(),
                System.getProperty("user.name") + "@" + host,
                ProcessIdentity.machine(host),
                ProcessIdentity.own(),
                fingerprint,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
