package groundplan.live;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Puts a set of files into a folder, all or none. Everything is written beside the folder first, where a full disk or a kill
 * does no harm, with a copy of what will be replaced; then a journal is written, and the files are renamed into place. A run that is
 * killed while renaming is finished by the next one ({@link #recover}); one that fails while renaming is undone, by the next
 * run if this one cannot.
 */
public final class TreeWriter {
    /** The paths that are written: what is still staged is to be renamed into place. */
    private static final String JOURNAL = "journal";
    /** The same paths, once that has failed: what was there is to be put back. */
    private static final String UNDO = "undo";

    private static final String NEW = "new";
    private static final String OLD = "old";

    private final Path root;
    private final Path staging;

    /**
     * @param root the folder that the files go to
     * @param staging a folder of the same file system, for this writer alone
     */
    public TreeWriter(Path root, Path staging) {
        this.root = root;
        this.staging = staging;
    }

    /**
     * Finishes what a killed run began, puts back what one that failed could not, and clears what one left behind before it came
     * that far.
     */
    public void recover() throws IOException {
        if (Files.exists(staging.resolve(UNDO))) {
            undo();
        }
        Path journal = staging.resolve(JOURNAL);
        if (Files.exists(journal)) {
            for (String line : Files.readAllLines(journal)) {
                Path staged = staging.resolve(NEW).resolve(line);
                if (Files.exists(staged)) {
                    move(staged, root.resolve(line));
                }
            }
        }
        clear();
    }

    /**
     * Writes the files that differ from what is there.
     *
     * @param files content by path below the root
     * @return the paths that were written
     * @throws IOException when not all could be written; then everything is as it was, or the message says where the files are
     *     that could not be put back
     */
    public List<String> write(SortedMap<String, String> files) throws IOException {
        Path lock = staging.resolveSibling(staging.getFileName() + ".lock");
        Files.createDirectories(lock.toAbsolutePath().getParent());
        // Another process that writes is waited for: its staged files look like those of a killed one. A kill lets go
        // of the lock.
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return writeAlone(files);
        }
    }

    private List<String> writeAlone(SortedMap<String, String> files) throws IOException {
        recover();
        List<String> changed = changed(files);
        if (changed.isEmpty()) {
            return changed;
        }
        try {
            stage(changed, files);
        } catch (IOException | RuntimeException failed) {
            clear();
            throw failed;
        }
        publish(changed);
        clear();
        return changed;
    }

    /** Writes all that is needed beside the folder: what is new, the journal, and what will be replaced. */
    private void stage(List<String> changed, SortedMap<String, String> files) throws IOException {
        for (String path : changed) {
            store(staging.resolve(NEW).resolve(path), files.get(path));
            if (Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
                copy(root.resolve(path), staging.resolve(OLD).resolve(path));
            }
        }
        Path journal = staging.resolve("journal.part");
        store(journal, String.join("\n", changed) + "\n");
        Files.move(journal, staging.resolve(JOURNAL), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The paths whose files are missing or say something else. */
    public List<String> changed(SortedMap<String, String> files) throws IOException {
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            byte[] wanted = file.getValue().getBytes(StandardCharsets.UTF_8);
            if (Files.isDirectory(root.resolve(file.getKey()))) {
                throw new FileSystemException(file.getKey(), null, "is a folder where a file is to be written");
            }
            try {
                if (!java.util.Arrays.equals(Files.readAllBytes(root.resolve(file.getKey())), wanted)) {
                    changed.add(file.getKey());
                }
            } catch (NoSuchFileException missing) {
                changed.add(file.getKey());
            }
        }
        return changed;
    }

    private void publish(List<String> changed) throws IOException {
        try {
            for (String path : changed) {
                move(staging.resolve(NEW).resolve(path), root.resolve(path));
            }
        } catch (IOException failed) {
            try {
                Files.move(staging.resolve(JOURNAL), staging.resolve(UNDO), StandardCopyOption.ATOMIC_MOVE);
                undo();
            } catch (IOException again) {
                // What is staged has the only copies of the files that were there: it stays.
                again.addSuppressed(failed);
                throw again;
            }
            clear();
            throw failed;
        }
    }

    /** Puts back what was there, as much of it as can be. */
    private void undo() throws IOException {
        List<String> left = new ArrayList<>();
        IOException why = null;
        for (String path : Files.readAllLines(staging.resolve(UNDO))) {
            Path copy = staging.resolve(OLD).resolve(path);
            Path target = root.resolve(path);
            try {
                if (Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
                    Path again = staging.resolve("again").resolve(path);
                    copy(copy, again);
                    move(again, target);
                } else if (!Files.exists(staging.resolve(NEW).resolve(path))) {
                    // Where nothing was, something was written: what is still staged was not.
                    Files.deleteIfExists(target);
                }
            } catch (IOException e) {
                left.add(path);
                why = e;
            }
        }
        if (why != null) {
            throw new IOException(
                    "not all files could be written, and not all that were there could be put back: "
                            + String.join(", ", left) + " (" + why + "). What was there is kept in "
                            + staging.resolve(OLD) + "; the next run puts it back",
                    why);
        }
        Files.delete(staging.resolve(UNDO));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
    }

    private static void store(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void clear() throws IOException {
        if (!Files.exists(staging)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(staging)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        // The journal goes first: without it, what is staged is worthless; with it, the next run would need all of it.
        Files.deleteIfExists(staging.resolve(JOURNAL));
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
