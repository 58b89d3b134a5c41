package groundplan.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Private folders of processes that were killed before they could delete them. A folder next to this process's own is deleted if it
 * belongs to this user and only the user can read it, if no apply was started in it, and if its lock can be taken. The process that
 * made it has then ended, even if that ran in another container that shares the temporary folder, or before a restart.
 */
final class AbandonedFolders {
    private static final Set<PosixFilePermission> PRIVATE = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private AbandonedFolders() {}

    /** Deletes the abandoned folders next to a folder of this process. */
    static synchronized void delete(Path own) throws IOException {
        List<Path> others;
        try (Stream<Path> beside = Files.list(own.getParent())) {
            others = beside.filter(path -> path.getFileName().toString().startsWith(PrivateFolder.PREFIX))
                    .toList();
        }
        PosixFileAttributes like = attributes(own);
        for (Path other : others) {
            try {
                PosixFileAttributes found = attributes(other);
                if (found.isDirectory()
                        && found.owner().equals(like.owner())
                        && found.permissions().equals(PRIVATE)) {
                    deleteUnused(other);
                }
            } catch (IOException | UncheckedIOException anotherDeletesIt) {
                // Another process is deleting it.
            }
        }
    }

    private static void deleteUnused(Path folder) throws IOException {
        Optional<FolderLock> lock = FolderLock.ofAbandoned(folder);
        if (lock.isPresent()) {
            FolderLock held = lock.get();
            try (held) {
                if (!Files.exists(folder.resolve(PrivateFolder.APPLYING))) {
                    PrivateFolder.delete(folder);
                }
            }
        }
    }

    private static PosixFileAttributes attributes(Path folder) throws IOException {
        return Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
