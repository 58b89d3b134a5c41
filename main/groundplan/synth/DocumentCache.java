package groundplan.synth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.console.StepLog;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Documents in a folder, one file for each, named by the digest of its inputs. A file has a checksum of its name and its document: one
 * that is damaged, edited or of another name counts as missing. When the documents exceed the limit, the least recently used are deleted.
 * Several processes may use one folder at a time. If it cannot be read or written, every document counts as missing.
 */
final class DocumentCache {
    /** The documents of 1,000 units are about 15 MiB: there is room for those of many branches of a large tree. */
    static final long MOST_BYTES = 256L << 20;

    /** A use sets a file's time only if that is older than this, so that most runs write nothing. */
    private static final Duration NOTED = Duration.ofMinutes(10);

    /** What stands before a document and what stands after it: the file is JSON too. */
    private static final String BEFORE = "{\"crc32c\": \"%s\", \"document\": ";

    private static final byte[] AFTER = "}\n".getBytes(StandardCharsets.UTF_8);

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

    /** The document with this digest; empty if it is missing, or not as it was stored. */
    Optional<ObjectNode> read(String digest) {
        Path file = file(digest);
        try {
            Optional<ObjectNode> document = document(digest, Files.readAllBytes(file));
            if (document.isPresent()) {
                used.add(file);
                noteUse(file);
            }
            return document;
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> document(String digest, byte[] stored) {
        int start = before(0).length;
        int length = stored.length - start - AFTER.length;
        if (length < 0) {
            return Optional.empty();
        }
        byte[] text = Arrays.copyOfRange(stored, start, start + length);
        if (!Arrays.equals(stored, entry(digest, text))) {
            return Optional.empty();
        }
        return Optional.of(TerraformJson.read(new String(text, StandardCharsets.UTF_8)));
    }

    private static void noteUse(Path file) {
        try {
            Instant now = Instant.now();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(NOTED))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (IOException notOurs) {
            // The folder may be read-only, or another process has deleted the file.
        }
    }

    /** Stores a document, if that is possible: a full disk costs the next run time, and nothing else. */
    void write(String digest, ObjectNode document) {
        byte[] text = TerraformJson.write(document).getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(folder);
            Path staged = Files.createTempFile(folder, "staged-", ".json");
            try {
                Files.write(staged, entry(digest, text));
                Files.move(staged, file(digest), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(staged);
            }
            used.add(file(digest));
        } catch (IOException noRoom) {
            StepLog.note(() -> "a document cannot be kept in " + folder + ": " + noRoom);
        }
    }

    private static byte[] entry(String digest, byte[] text) {
        CRC32C checksum = new CRC32C();
        checksum.update(digest.getBytes(StandardCharsets.UTF_8));
        checksum.update(text);
        byte[] before = before((int) checksum.getValue());
        byte[] entry = Arrays.copyOf(before, before.length + text.length + AFTER.length);
        System.arraycopy(text, 0, entry, before.length, text.length);
        System.arraycopy(AFTER, 0, entry, before.length + text.length, AFTER.length);
        return entry;
    }

    private static byte[] before(int checksum) {
        return BEFORE.replace("%s", HexFormat.of().toHexDigits(checksum)).getBytes(StandardCharsets.UTF_8);
    }

    /** Deletes the least recently used documents, until the rest is within the limit. */
    void trim() {
        long bytes = 0;
        for (Kept kept : lastUsedFirst()) {
            bytes += kept.bytes();
            if (bytes > mostBytes && !used.contains(kept.file())) {
                delete(kept.file());
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException notOurs) {
            // The folder may be read-only.
        }
    }

    private record Kept(Path file, FileTime time, long bytes) {}

    private List<Kept> lastUsedFirst() {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
        List<Kept> all = new ArrayList<>();
        for (Path file : files) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                all.add(new Kept(file, attributes.lastModifiedTime(), attributes.size()));
            } catch (IOException another) {
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
