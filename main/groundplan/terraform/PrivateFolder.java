package groundplan.terraform;

import groundplan.files.TemporaryFolder;
import groundplan.files.TextFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder that only its owner can read, and that is deleted after use, because states and plans contain secrets. It is also deleted
 * when this process is interrupted or terminated, see {@link OpenFolders}. What a killed process leaves is deleted by the next one,
 * see {@link AbandonedFolders}.
 */
public final class PrivateFolder implements AutoCloseable {
    /** The output of an apply, which continues if this process ends: a folder with this file is still needed. */
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
     * @param terraform the engine's executable
     * @param variables the environment variables to run it with, by which it is known which engine that is
     */
    public PrivateFolder(Path terraform, Map<String, String> variables) throws IOException {
        this(terraform, variables, TemporaryFolder.create(PREFIX), true);
        AbandonedFolders.delete(folder);
    }

    /** @param folder an existing folder, which is deleted after use too */
    PrivateFolder(Path terraform, Map<String, String> variables, Path folder) throws IOException {
        this(terraform, variables, folder, false);
    }

    private PrivateFolder(Path terraform, Map<String, String> variables, Path folder, boolean locked)
            throws IOException {
        this.folder = folder;
        this.terraform = terraform;
        this.variables = new TreeMap<>(variables);
        // Terraform and its providers run for seconds, and would spend a quarter of that time on garbage collection.
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
        TextFile.write(file, text);
    }

    /**
     * Runs Terraform; returns its standard output.
     *
     * @throws TerraformFailure when it fails
     */
    public String terraform(List<String> arguments) throws IOException {
        return terraform(arguments, "");
    }

    /**
     * The same.
     *
     * @param input what it reads from its standard input
     */
    public String terraform(List<String> arguments, String input) throws IOException {
        refuseClosed(arguments);
        ProcessRunner.Result result =
                runner(arguments).results(Files.createTempFile(folder, "errors-", ".txt"), input, this::started);
        if (result.exit() != 0) {
            refuseClosed(arguments);
            throw new TerraformFailure(engine(), arguments.get(0), result.output());
        }
        return result.output();
    }

    /** The engine that runs in it. */
    public Engine engine() {
        return Engine.of(variables);
    }

    /**
     * Runs a Terraform command that reports what it does as events; {@code -json} is added.
     *
     * @throws TerraformFailure when it fails
     */
    public TerraformOutput events(List<String> arguments) throws IOException {
        refuseClosed(arguments);
        ProcessRunner.Result result = runner(withEvents(arguments)).quietly(this::started);
        TerraformOutput output = TerraformOutput.parse(result.output());
        if (result.exit() != 0) {
            refuseClosed(arguments);
            throw new TerraformFailure(engine(), arguments.get(0), output, result.exit());
        }
        return output;
    }

    /**
     * Starts a Terraform command, such as an apply, so that it finishes even if this process is killed. It reports what it does
     * as events; {@code -json} is added.
     *
     * @param log the file in the folder to which its output is written
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
        // In its own session it gets one interrupt only, from OpenFolders, and not a second one from the terminal.
        List<String> command = new ArrayList<>(OwnSession.prefix().orElse(List.of()));
        command.add(terraform.toString());
        command.addAll(arguments);
        return new ProcessRunner(command, folder, variables);
    }

    /** Starts a program and registers it, so that {@link #interrupt} can stop it. */
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
            throw new TerraformFailure(engine(), arguments.get(0), "It was interrupted.");
        }
    }

    private static IOException interrupted() {
        return new IOException("interrupted");
    }

    /** The folder. */
    public Path path() {
        return folder;
    }

    /** Keeps the folder after use, because its content is still needed. */
    public synchronized void keep() {
        kept = true;
    }

    /**
     * Closes it for the threads that use it, and asks its processes to stop, unless an apply continues in it.
     *
     * @return the processes that were asked to stop; absent if the folder is still needed
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

    /** Deletes a folder with its content, even if another process is deleting it at the same time. */
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
