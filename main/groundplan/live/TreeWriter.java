package groundplan.live;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Puts a set of files into a folder, all or none. Everything is written beside the folder first, where a full disk or a kill
 * does no harm; then a journal is written, and the files are renamed into place. A run that is killed while renaming is
 * finished by the next one ({@link #recover}); one that fails while renaming is undone.
 */
public final class TreeWriter {
    private static final String JOURNAL = "journal";

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

    /** Finishes what a killed run began, and clears what one left behind before it came that far. */
    public void recover() throws IOException {
        Path journal = staging.resolve(JOURNAL);
        if (Files.exists(journal)) {
            for (String line : Files.readAllLines(journal)) {
                Path staged = staging.resolve("new").resolve(line);
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
     * @throws IOException when nothing could be written; then everything is as it was
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
            for (String path : changed) {
                store(staging.resolve("new").resolve(path), files.get(path));
            }
            Path journal = staging.resolve("journal.part");
            store(journal, String.join("\n", changed) + "\n");
            Files.move(journal, staging.resolve(JOURNAL), StandardCopyOption.ATOMIC_MOVE);
            publish(changed);
        } finally {
            clear();
        }
        return changed;
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
        Map<Path, Path> saved = new LinkedHashMap<>();
        List<Path> fresh = new ArrayList<>();
        try {
            for (String path : changed) {
                Path target = root.resolve(path);
                if (Files.exists(target)) {
                    Path copy = staging.resolve("old").resolve(path);
                    Files.createDirectories(copy.getParent());
                    Files.copy(target, copy);
                    saved.put(target, copy);
                } else {
                    fresh.add(target);
                }
            }
            for (String path : changed) {
                move(staging.resolve("new").resolve(path), root.resolve(path));
            }
        } catch (IOException failed) {
            for (Map.Entry<Path, Path> entry : saved.entrySet()) {
                Files.move(entry.getValue(), entry.getKey(), StandardCopyOption.REPLACE_EXISTING);
            }
            for (Path target : fresh) {
                Files.deleteIfExists(target);
            }
            throw failed;
        }
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
        // The journal goes last but one: without it, what is staged is worthless; with it, all of it is needed.
        Files.deleteIfExists(staging.resolve(JOURNAL));
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
