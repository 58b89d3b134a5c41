package groundplan.terragrunt;

import groundplan.redact.SecretPatterns;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The log of a run, in a folder that only its owner can read. Terragrunt writes to a raw file, so that it goes on if this process is
 * killed; from that the log is written, with secrets hidden. The newest logs are kept.
 */
final class RunLogFile implements AutoCloseable {
    /** How many logs are kept. */
    private static final int KEPT = 50;

    private static final String LOG = ".log";
    private static final String RAW = ".raw";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

    private final Path log;
    private final Path raw;
    private final BufferedWriter writer;

    private RunLogFile(Path log, Path raw) throws IOException {
        this.log = log;
        this.raw = raw;
        this.writer = Files.newBufferedWriter(log);
    }

    /**
     * Begins a log, and deletes old ones.
     *
     * @param folder the folder of logs, which is made if it is missing
     * @param what the name of the log, to which the time is added
     */
    static RunLogFile begin(Path folder, String what) throws IOException {
        Files.createDirectories(folder, owner("rwx------"));
        prune(folder);
        String name = what + "-" + LocalDateTime.now(ZoneOffset.UTC).format(NAME);
        for (int number = 1; ; number++) {
            Path log = folder.resolve(name + (number == 1 ? "" : "-" + number) + LOG);
            try {
                Files.createFile(log, owner("rw-------"));
            } catch (FileAlreadyExistsException anotherRun) {
                continue;
            }
            return new RunLogFile(log, Files.createFile(raw(log), owner("rw-------")));
        }
    }

    private static Path raw(Path log) {
        return log.resolveSibling(log.getFileName().toString().replaceFirst("\\.log$", RAW));
    }

    private static FileAttribute<?> owner(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /** Deletes the oldest logs; by their names, which begin with the command, they are not in the order of time. */
    private static void prune(Path folder) throws IOException {
        List<Path> logs;
        try (Stream<Path> list = Files.list(folder)) {
            logs = list.filter(file -> file.toString().endsWith(LOG))
                    .sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().lastModified())
                            .reversed())
                    .toList();
        }
        for (Path old : logs.subList(Math.min(logs.size(), KEPT - 1), logs.size())) {
            Files.deleteIfExists(old);
            // What a killed run has left, with whatever secrets are in it.
            Files.deleteIfExists(raw(old));
        }
    }

    /** The log. */
    Path path() {
        return log;
    }

    /** The file that Terragrunt writes to. */
    Path raw() {
        return raw;
    }

    /** Adds an entry. */
    void add(LogEntry entry) throws IOException {
        String prefix = entry.time() + " " + entry.level().toUpperCase(Locale.ROOT) + " "
                + (entry.unit().isEmpty() ? "" : "[" + entry.unit() + "] ");
        for (String line : SecretPatterns.hide(entry.message().stripTrailing()).split("\n", -1)) {
            writer.write((prefix + line).stripTrailing() + "\n");
        }
        writer.flush();
    }

    /** Adds a line that is not an entry. */
    void add(String line) throws IOException {
        writer.write(SecretPatterns.hide(line) + "\n");
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(raw);
    }
}
