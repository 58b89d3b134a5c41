package groundplan.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes texts to files, in UTF-8. The system reports a full disk, an exceeded quota or a broken device without the name of a file, and
 * so does Java; here every failure is a {@link FileSystemException} that has it.
 */
public final class TextFile {
    private TextFile() {}

    /** Writes a file that nobody else needs: a failure may leave a part of it. */
    public static void write(Path file, String text) throws IOException {
        named(file, () -> Files.writeString(file, text));
    }

    /** The same; when this returns, the text is on the disk and not only in memory. */
    public static void writeToDisk(Path file, String text) throws IOException {
        write(file, text);
        named(file, () -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        });
    }

    /** Adds to the end of a file, which is created if it is missing. */
    public static void append(Path file, String text) throws IOException {
        OpenOption[] atItsEnd = {StandardOpenOption.CREATE, StandardOpenOption.APPEND};
        named(file, () -> Files.writeString(file, text, atItsEnd));
    }

    /**
     * Writes a file that may exist: it has either its former content or all of the new one, also after a failure. A link stays a link, and
     * permissions stay; a device or a pipe is written to.
     */
    public static void replace(Path file, String text) throws IOException {
        boolean exists = Files.exists(file);
        if (exists && !Files.isRegularFile(file)) {
            write(file, text);
            return;
        }
        Path target = exists ? file.toRealPath() : file.toAbsolutePath();
        Path staged = target.resolveSibling("." + target.getFileName() + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".new");
        try {
            named(file, () -> {
                Files.writeString(staged, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                if (exists) {
                    Files.setPosixFilePermissions(staged, Files.getPosixFilePermissions(target));
                }
                Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            });
        } catch (AccessDeniedException folder) {
            // Only the file itself may be writable.
            write(file, text);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void named(Path file, Writing writing) throws IOException {
        try {
            writing.run();
        } catch (FileSystemException alreadyNamed) {
            throw alreadyNamed;
        } catch (IOException nameless) {
            FileSystemException named = new FileSystemException(file.toString(), null, nameless.getMessage());
            named.initCause(nameless);
            throw named;
        }
    }
}
