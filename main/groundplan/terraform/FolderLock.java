package groundplan.terraform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Marks a folder as in use, by a lock on a file in it. The system releases the lock when the process ends, in whatever way, and it is
 * visible in all containers that share the folder. Neither is true of a process id in a file.
 */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "in-use.lock";

    /** The folders that this process has locked. It cannot test its own locks, and would lose them by opening and closing the file. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Takes the lock of a new folder; absent if the file system has no locks. Then the folder is never considered abandoned. */
    static Optional<FolderLock> take(Path folder) throws IOException {
        Path staged = folder.resolve(FILE + ".new");
        FileChannel channel = FileChannel.open(staged, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                OWN.add(folder);
                // So the lock file is locked from the moment it exists under its name.
                Files.move(staged, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
                return Optional.of(new FolderLock(folder, channel));
            }
        } catch (IOException noLocks) {
            OWN.remove(folder);
        }
        channel.close();
        Files.deleteIfExists(staged);
        return Optional.empty();
    }

    /** Takes the lock of a folder that another process made and no longer uses; absent if it has no lock file or is in use. */
    static Optional<FolderLock> ofAbandoned(Path folder) throws IOException {
        if (OWN.contains(folder) || !Files.exists(folder.resolve(FILE))) {
            return Optional.empty();
        }
        FileChannel channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new FolderLock(folder, channel));
            }
        } catch (IOException | OverlappingFileLockException unknown) {
            // Whether it is in use is unknown.
        }
        channel.close();
        return Optional.empty();
    }

    /** @param stays whether the folder is kept: without a lock file it is never considered abandoned */
    void close(boolean stays) throws IOException {
        if (stays) {
            Files.deleteIfExists(folder.resolve(FILE));
        }
        close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OWN.remove(folder);
    }
}
