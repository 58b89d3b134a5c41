package groundplan.terraform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The private folders of this process. When it is interrupted or terminated, the processes in them are asked
 * once to stop, and the folders are deleted, except those in which an apply continues, see {@link PrivateFolder#APPLYING}.
 */
final class OpenFolders {
    /** How long Terraform may take to stop: it waits for its providers. */
    private static final int SECONDS = 30;

    private static final Set<PrivateFolder> OPEN = ConcurrentHashMap.newKeySet();
    private static volatile boolean ending;

    static {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(OpenFolders::interrupt, "private folders"));
        } catch (IllegalStateException endingAlready) {
            ending = true;
        }
    }

    private OpenFolders() {}

    /** Adds a folder; false if this process is ending, and the folder must not be used. */
    static boolean add(PrivateFolder folder) {
        OPEN.add(folder);
        return !ending;
    }

    static void remove(PrivateFolder folder) {
        OPEN.remove(folder);
    }

    private static void interrupt() {
        ending = true;
        List<PrivateFolder> unused = new ArrayList<>();
        List<Process> stopping = new ArrayList<>();
        OPEN.forEach(folder -> folder.interrupt().ifPresent(processes -> {
            unused.add(folder);
            stopping.addAll(processes);
        }));
        try {
            for (Process process : stopping) {
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (PrivateFolder folder : unused) {
            try {
                folder.close();
            } catch (IOException e) {
                System.err.println("could not delete " + folder.path() + ", which contains secrets: " + e.getMessage());
            }
        }
    }
}
