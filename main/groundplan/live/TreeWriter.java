package groundplan.live;

import groundplan.files.TextFile;
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
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Writes a set of files to a folder, all or none. They are first written to a staging folder, where a full disk or a kill
 * does no harm, with copies of the files that will be replaced; then a journal is written, and the files are renamed into place.
 * A run that is killed while renaming is completed by the next one ({@link #recover}); one that fails while renaming is undone,
 * by the next run if this one cannot.
 */
public final class TreeWriter {
    /** The paths that are written: files that are still staged have to be renamed into place. */
    private static final String JOURNAL = "journal";
    /** The same paths, once that has failed: the previous files have to be restored. */
    private static final String UNDO = "undo";

    /** The lock of a file is for other processes; another thread of this one would be refused. */
    private static final Lock WRITING = new ReentrantLock();

    private static final String NEW = "new";
    private static final String OLD = "old";

    private final Path root;
    private final Path staging;

    /**
     * @param root the folder that the files are written to
     * @param staging a folder on the same file system that only this writer uses
     */
    public TreeWriter(Path root, Path staging) {
        this.root = root;
        this.staging = staging;
    }

    /**
     * Completes the renaming of a killed run, restores what a failed run could not restore, and deletes what an earlier run
     * left in the staging folder.
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
     *     that could not be restored
     */
    public List<String> write(SortedMap<String, String> files) throws IOException {
        Path lock = staging.resolveSibling(staging.getFileName() + ".lock");
        Files.createDirectories(lock.toAbsolutePath().getParent());
        // Wait for another process that writes: its staged files look like those of a killed one. A kill releases the
        // lock.
        WRITING.lock();
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return writeAlone(files);
        } finally {
            WRITING.unlock();
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

    /** Writes to the staging folder: the new files, copies of those that they replace, and the journal. */
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

    /** The paths whose files are missing or different. */
    public List<String> changed(SortedMap<String, String> files) throws IOException {
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            byte[] wanted = file.getValue().getBytes(StandardCharsets.UTF_8);
            if (Files.isDirectory(root.resolve(file.getKey()))) {
                throw new FileSystemException(file.getKey(), null, "is a folder, but a file has to be written there");
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
                // The staging folder has the only copies of the previous files: keep it.
                again.addSuppressed(failed);
                throw again;
            }
            clear();
            throw failed;
        }
    }

    /** Restores the previous files, as many as possible. */
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
                    // There was no file before, and the new one was written, since it is no longer staged.
                    Files.deleteIfExists(target);
                }
            } catch (IOException e) {
                left.add(path);
                why = e;
            }
        }
        if (why != null) {
            throw new IOException(
                    "not all files could be written, and these could not be restored: "
                            + String.join(", ", left) + " (" + why + "). Their previous versions are in "
                            + staging.resolve(OLD) + "; the next run restores them",
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
        TextFile.writeToDisk(file, content);
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
        // The journal first: with it, the next run would need all staged files; without it, it needs none.
        Files.deleteIfExists(staging.resolve(JOURNAL));
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
