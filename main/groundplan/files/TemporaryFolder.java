package groundplan.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** New folders and files in the system's folder for temporary files. If that cannot be used, the message says which it is. */
public final class TemporaryFolder {
    private static final String PROPERTY = "java.io.tmpdir";

    private TemporaryFolder() {}

    /** A new folder that only its owner can use. */
    public static Path create(String prefix) throws IOException {
        return in(() -> Files.createTempDirectory(
                prefix, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    /** Deletes a folder with everything in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A new, empty file. */
    public static Path file(String prefix, String suffix) throws IOException {
        return in(() -> Files.createTempFile(prefix, suffix));
    }

    private interface Creation {
        Path run() throws IOException;
    }

    private static Path in(Creation creation) throws IOException {
        try {
            return creation.run();
        } catch (IOException failed) {
            String folder = System.getProperty(PROPERTY);
            String reason = failed instanceof FileSystemException file && file.getReason() != null
                    ? file.getReason()
                    : Files.isDirectory(Path.of(folder)) ? "it is not writable" : "it does not exist";
            throw new IOException(
                    "the temporary folder " + folder + " cannot be used: " + reason
                            + "; create it, or set TMPDIR to a folder that you can write to",
                    failed);
        }
    }
}
