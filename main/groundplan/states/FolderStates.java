package groundplan.states;

import groundplan.console.StepLog;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * States in a folder that is laid out like the bucket.
 *
 * @param root the folder
 * @param decryption decrypts those that OpenTofu encrypted
 */
public record FolderStates(Path root, StateDecryption decryption) implements States {
    /** States that are not encrypted. */
    public FolderStates(Path root) {
        this(root, new StateDecryption(Map.of()));
    }

    @Override
    public SortedMap<String, StateFile> below(String prefix) throws IOException {
        SortedMap<String, StateFile> found = new TreeMap<>();
        if (!Files.isDirectory(root)) {
            throw new IOException("there is no folder " + root + " to read states from");
        }
        Path start = root.resolve(prefix);
        if (Files.notExists(start)) {
            return found;
        }
        // Both exists and notExists are false if the folder cannot be accessed.
        if (!Files.exists(start)) {
            throw new IOException("cannot read the states in " + start);
        }
        if (prefix.endsWith("/") && !Files.isDirectory(start)) {
            throw new IOException(start + " is a file; it has to be a folder with states");
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(start, FileVisitOption.FOLLOW_LINKS)) {
            files = walk.filter(file -> file.getFileName().toString().equals(StateKeys.FILE))
                    .toList();
        }
        long bytes = 0;
        try (StepLog.TimedStep step = StepLog.step("read the states in " + start)) {
            for (Path file : files) {
                String key = root.relativize(file).toString().replace('\\', '/');
                byte[] content = Files.readAllBytes(file);
                found.put(key, decryption.read(file.toString(), content));
                bytes += content.length;
            }
            String read = StepLog.count(found.size(), "state") + ", " + StepLog.count(bytes, "byte");
            step.result(() -> read);
        }
        return found;
    }
}
