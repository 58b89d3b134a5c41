package groundplan.terraform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Identifies a process on a machine. The process id alone is not enough: it is reused after the process has ended.
 *
 * @param id its process id
 * @param started when it started, in milliseconds since 1970; 0 if the system does not tell
 */
public record ProcessIdentity(long id, long started) {
    /** The start time is derived from the system's boot time, which is known only to the second. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** This process. */
    public static ProcessIdentity own() {
        return of(ProcessHandle.current());
    }

    /** A process. */
    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(
                process.pid(),
                process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    /** The process, if it is still running. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(id).filter(ProcessHandle::isAlive).filter(process -> {
            long now = of(process).started();
            return started == 0 || now == 0 || Math.abs(now - started) <= TOLERANCE.toMillis();
        });
    }

    /**
     * Identifies this machine by its name, boot and container: a process id of another container, or from before a restart, means
     * nothing here.
     */
    public static String machine(String host) {
        return host + fact("/proc/sys/kernel/random/boot_id") + namespace();
    }

    private static String fact(String file) {
        try {
            return " " + Files.readString(Path.of(file)).strip();
        } catch (IOException notThisSystem) {
            return "";
        }
    }

    private static String namespace() {
        try {
            return " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException notThisSystem) {
            return "";
        }
    }
}
