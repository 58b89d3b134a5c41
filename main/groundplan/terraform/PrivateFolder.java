package groundplan.terraform;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder that only its owner can look into, and that is gone after use: states and plans hold secrets. It is deleted when this
 * process is interrupted or terminated too, see {@link OpenFolders}; what a killed process leaves, the next one deletes, see
 * {@link AbandonedFolders}.
 */
public final class PrivateFolder implements AutoCloseable {
    /** What an apply prints that goes on without this process: a folder with it is still needed. */
    public static final String APPLYING = "apply.log";

    static final String PREFIX = "groundplan-";

    private final Path folder;
    private final Path terraform;
    private final Map<String, String> variables;
    private final Optional<FolderLock> lock;
    private final List<Process> running = new ArrayList<>();
    private boolean closed;
    private boolean kept;

    /**
     * @param terraform the program that runs in it
     * @param variables the environment variables to run it with
     */
    public PrivateFolder(Path terraform, Map<String, String> variables) throws IOException {
        this(
                terraform,
                variables,
                Files.createTempDirectory(
                        PREFIX, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
                true);
        AbandonedFolders.delete(folder);
    }

    /** @param folder one that is there already; it is deleted all the same */
    PrivateFolder(Path terraform, Map<String, String> variables, Path folder) throws IOException {
        this(terraform, variables, folder, false);
    }

    private PrivateFolder(Path terraform, Map<String, String> variables, Path folder, boolean locked)
            throws IOException {
        this.folder = folder;
        this.terraform = terraform;
        this.variables = new TreeMap<>(variables);
        // Terraform and its providers live for seconds: collecting garbage takes them a quarter of their time.
        this.variables.putIfAbsent("GOGC", System.getenv().getOrDefault("GOGC", "400"));
        this.lock = locked ? FolderLock.take(folder) : Optional.empty();
        if (!OpenFolders.add(this)) {
            close();
            throw interrupted();
        }
    }

    /** Writes a file. */
    public synchronized void write(String name, String text) throws IOException {
        if (closed) {
            throw interrupted();
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /**
     * Runs Terraform; answers with what it wrote as its result.
     *
     * @throws TerraformFailure when it fails
     */
    public String terraform(List<String> arguments) throws IOException {
        refuseClosed(arguments);
        ProcessRunner.Result result =
                runner(arguments).results(Files.createTempFile(folder, "errors-", ".txt"), this::started);
        if (result.exit() != 0) {
            refuseClosed(arguments);
            throw new TerraformFailure(arguments.get(0), result.output());
        }
        return result.output();
    }

    /**
     * Runs a command of Terraform that tells what it does as events: {@code -json} is added.
     *
     * @throws TerraformFailure when it fails
     */
    public TerraformOutput events(List<String> arguments) throws IOException {
        refuseClosed(arguments);
        ProcessRunner.Result result = runner(withEvents(arguments)).quietly(this::started);
        TerraformOutput output = TerraformOutput.parse(result.output());
        if (result.exit() != 0) {
            refuseClosed(arguments);
            throw new TerraformFailure(arguments.get(0), output, result.exit());
        }
        return output;
    }

    /**
     * Starts a command of Terraform, such as an apply, so that it ends its work whatever happens to this process. It tells what
     * it does as events: {@code -json} is added.
     *
     * @param log the file in the folder that gets what it prints
     */
    public synchronized DetachedProcess start(List<String> arguments, String log) throws IOException {
        refuseClosed(arguments);
        List<String> command = new ArrayList<>(List.of(terraform.toString()));
        command.addAll(withEvents(arguments));
        return DetachedProcess.start(command, folder, variables, folder.resolve(log));
    }

    private static List<String> withEvents(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add(1, "-json");
        return all;
    }

    private ProcessRunner runner(List<String> arguments) {
        // One interrupt reaches it, that of OpenFolders; a terminal would send another.
        List<String> command = new ArrayList<>(OwnSession.prefix().orElse(List.of()));
        command.add(terraform.toString());
        command.addAll(arguments);
        return new ProcessRunner(command, folder, variables);
    }

    /** Whatever runs is known to {@link #interrupt}. */
    private synchronized Process started(ProcessBuilder program) throws IOException {
        if (closed) {
            throw interrupted();
        }
        Process process = program.start();
        running.removeIf(other -> !other.isAlive());
        running.add(process);
        return process;
    }

    private synchronized void refuseClosed(List<String> arguments) {
        if (closed) {
            throw new TerraformFailure(arguments.get(0), "It was interrupted.");
        }
    }

    private static IOException interrupted() {
        return new IOException("interrupted");
    }

    /** The folder. */
    public Path path() {
        return folder;
    }

    /** Has the folder stay after use: somebody needs what is in it. */
    public synchronized void keep() {
        kept = true;
    }

    /**
     * Closes it for the threads that use it, and asks what runs in it to stop, unless an apply goes on in it.
     *
     * @return what was asked to stop; absent where the folder is still needed
     */
    synchronized Optional<List<Process>> interrupt() {
        if (kept || Files.exists(folder.resolve(APPLYING))) {
            return Optional.empty();
        }
        closed = true;
        running.removeIf(process -> !process.isAlive());
        running.forEach(Process::destroy);
        return Optional.of(List.copyOf(running));
    }

    @Override
    public void close() throws IOException {
        boolean stays;
        synchronized (this) {
            closed = true;
            stays = kept;
        }
        OpenFolders.remove(this);
        if (!stays) {
            delete(folder);
        }
        if (lock.isPresent()) {
            lock.get().close(stays);
        }
    }

    /** Deletes a folder with all that is in it, whoever else may be deleting it. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                if (failure != null && !(failure instanceof NoSuchFileException)) {
                    throw failure;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
