package groundplan.terraform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a process of a machine is found again. A number alone does not do: it is given to another process once the first has
 * ended.
 *
 * @param id its number
 * @param started when it started, in milliseconds since 1970; 0 where the system does not say
 */
public record ProcessIdentity(long id, long started) {
    /** The system derives the start from its own, which it knows to the second. */
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

    /** The process, if it still runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(id).filter(ProcessHandle::isAlive).filter(process -> {
            long now = of(process).started();
            return started == 0 || now == 0 || Math.abs(now - started) <= TOLERANCE.toMillis();
        });
    }

    /**
     * The machine, as far as it can be told from others of its name: what runs in another container, or ran before the last
     * start, is not found here by its number.
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
