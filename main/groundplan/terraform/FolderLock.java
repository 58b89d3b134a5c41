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
 * The sign that a folder is in use: a lock on a file in it. The system releases it when its process ends, however that ends, and
 * shows it to the processes of all containers that share the folder; neither is true of a noted process number.
 */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "in-use.lock";

    /** A process does not see its own locks, and loses them all when it closes the file a second time. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Takes the lock of a new folder; none where the file system has no locks: then nobody takes the folder for abandoned. */
    static Optional<FolderLock> take(Path folder) throws IOException {
        Path staged = folder.resolve(FILE + ".new");
        FileChannel channel = FileChannel.open(staged, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                OWN.add(folder);
                // Under its name it is locked from the first moment.
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

    /** Takes the lock of a folder that another process made and no longer uses; none where it has none, or is in use. */
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
            // It may be in use.
        }
        channel.close();
        return Optional.empty();
    }

    /** @param stays whether the folder is to stay: without a lock file nobody takes it for abandoned */
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
