package groundplan.synth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Documents in a folder, one file for each, named by the digest of its inputs. When they exceed the limit, the least recently
 * used are deleted. Several processes may use one folder at a time.
 */
final class DocumentCache {
    /** The documents of 1,000 units are about 15 MiB: there is room for those of many branches of a large tree. */
    static final long MOST_BYTES = 256L << 20;

    /** A use sets a file's time only if that is older than this, so that most runs write nothing. */
    private static final Duration NOTED = Duration.ofMinutes(10);

    private final Path folder;
    private final long mostBytes;
    private final Set<Path> used = ConcurrentHashMap.newKeySet();

    /**
     * @param folder created when needed, safe to delete
     * @param mostBytes the size above which documents are deleted; those used through this object are kept in any case
     */
    DocumentCache(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** The document with this digest; empty if it is missing or incomplete. */
    Optional<ObjectNode> read(String digest) throws IOException {
        Path file = file(digest);
        try {
            ObjectNode document = TerraformJson.read(Files.readString(file));
            used.add(file);
            Instant now = Instant.now();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(NOTED))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
            return Optional.of(document);
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IllegalArgumentException cutShort) {
            Files.deleteIfExists(file);
            return Optional.empty();
        }
    }

    /** Stores a document. */
    void write(String digest, ObjectNode document) throws IOException {
        Files.createDirectories(folder);
        Path staged = Files.createTempFile(folder, "staged-", ".json");
        Files.writeString(staged, TerraformJson.write(document));
        Files.move(staged, file(digest), StandardCopyOption.REPLACE_EXISTING);
        used.add(file(digest));
    }

    /** Deletes the least recently used documents, until the rest is within the limit. */
    void trim() throws IOException {
        long bytes = 0;
        for (Kept kept : lastUsedFirst()) {
            bytes += kept.bytes();
            if (bytes > mostBytes && !used.contains(kept.file())) {
                Files.deleteIfExists(kept.file());
            }
        }
    }

    private record Kept(Path file, FileTime time, long bytes) {}

    private List<Kept> lastUsedFirst() throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.toList();
        }
        List<Kept> all = new ArrayList<>();
        for (Path file : files) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                all.add(new Kept(file, attributes.lastModifiedTime(), attributes.size()));
            } catch (NoSuchFileException another) {
                // Another process has deleted it meanwhile.
            }
        }
        all.sort(Comparator.comparing(Kept::time).reversed());
        return all;
    }

    private Path file(String digest) {
        return folder.resolve(digest + ".json");
    }
}
