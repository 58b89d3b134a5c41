package groundplan.extension;

import groundplan.files.TemporaryFolder;
import groundplan.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Compiled modules, kept under the digest of what they are made of. A folder appears under its name only when it is complete, so
 * processes that compile the same at the same time do not disturb each other.
 *
 * @param cache the folder of all of them; safe to delete while no command runs
 */
record CompiledModules(Path cache) {
    /** Another process may still load classes from a folder that was used recently. */
    private static final Duration KEPT = Duration.ofDays(30);

    /** The folder of the compiled classes; they are compiled if it is missing. */
    Path of(ModulesFolder modules, String digest) throws IOException, InvalidSettings {
        Path kept = cache.resolve(digest);
        if (Files.isDirectory(kept)) {
            touch(kept);
            return kept;
        }
        Path made = folder();
        try {
            Compilation.into(made, modules);
            if (made.getParent().equals(cache)) {
                removeOld();
                return moved(made, kept);
            }
            made.toFile().deleteOnExit();
            return made;
        } catch (IOException | InvalidSettings | RuntimeException e) {
            TemporaryFolder.delete(made);
            throw e;
        }
    }

    /** A new folder in the cache, or in the folder for temporary files if the cache cannot be written to. */
    private Path folder() throws IOException {
        try {
            Files.createDirectories(cache);
            return Files.createTempDirectory(cache, "new-");
        } catch (IOException readOnly) {
            return TemporaryFolder.create("groundplan-modules-");
        }
    }

    private static Path moved(Path made, Path kept) throws IOException {
        try {
            return Files.move(made, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException exists) {
            if (!Files.isDirectory(kept)) {
                throw exists;
            }
            TemporaryFolder.delete(made);
            return kept;
        }
    }

    private void removeOld() {
        FileTime limit = FileTime.from(Instant.now().minus(KEPT));
        try (Stream<Path> all = Files.list(cache)) {
            for (Path one : all.toList()) {
                if (Files.getLastModifiedTime(one).compareTo(limit) < 0) {
                    TemporaryFolder.delete(one);
                }
            }
        } catch (IOException inUse) {
            // The next compilation tries again.
        }
    }

    private static void touch(Path kept) {
        try {
            Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
        } catch (IOException readOnly) {
            // A cache that cannot be written to is not cleaned either.
        }
    }
}
