package groundplan.terraform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder that only its owner can look into, and that is gone after use: states and plans hold secrets. */
public final class PrivateFolder implements AutoCloseable {
    /** What an apply prints that goes on without this process: a folder with it is still needed. */
    public static final String APPLYING = "apply.log";

    private static final String PREFIX = "groundplan-";
    private static final String OWNER = "owner.json";

    private final Path folder;
    private final Path terraform;
    private final Map<String, String> variables;
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
                        PREFIX, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        write(
                OWNER,
                TerraformJson.write(TerraformJson.object()
                        .put("machine", ProcessIdentity.machine(""))
                        .put("process", ProcessIdentity.own().id())
                        .put("started", ProcessIdentity.own().started())));
        sweep();
    }

    /** @param folder one that is there already; it is deleted all the same */
    PrivateFolder(Path terraform, Map<String, String> variables, Path folder) {
        this.folder = folder;
        this.terraform = terraform;
        this.variables = new TreeMap<>(variables);
        // Terraform and its providers live for seconds: collecting garbage takes them a quarter of their time.
        this.variables.putIfAbsent("GOGC", System.getenv().getOrDefault("GOGC", "400"));
    }

    /** Writes a file. */
    public void write(String name, String text) throws IOException {
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
        List<String> command = new ArrayList<>(List.of(terraform.toString()));
        command.addAll(arguments);
        ProcessRunner.Result result =
                new ProcessRunner(command, folder, variables).results(Files.createTempFile(folder, "errors-", ".txt"));
        if (result.exit() != 0) {
            throw new TerraformFailure(arguments.get(0), result.output());
        }
        return result.output();
    }

    /**
     * Starts Terraform so that it ends its work whatever happens to this process.
     *
     * @param log the file in the folder that gets what it prints
     */
    public DetachedProcess start(List<String> arguments, String log) throws IOException {
        List<String> command = new ArrayList<>(List.of(terraform.toString()));
        command.addAll(arguments);
        return DetachedProcess.start(command, folder, variables, folder.resolve(log));
    }

    /** The folder. */
    public Path path() {
        return folder;
    }

    /** Has the folder stay after use: somebody needs what is in it. */
    public void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            delete(folder);
        }
    }

    /** Deletes the folders of processes that were killed and could not. */
    private void sweep() throws IOException {
        List<Path> others;
        try (Stream<Path> beside = Files.list(folder.getParent())) {
            others = beside.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path other : others) {
            try {
                if (Files.isReadable(other.resolve(OWNER))
                        && !Files.exists(other.resolve(APPLYING))
                        && abandoned(other)) {
                    delete(other);
                }
            } catch (IOException | UncheckedIOException anotherDeletesIt) {
                // The next one, then.
            }
        }
    }

    private static boolean abandoned(Path folder) throws IOException {
        try {
            ObjectNode owner = TerraformJson.read(Files.readString(folder.resolve(OWNER)));
            return owner.path("machine").asText().equals(ProcessIdentity.machine(""))
                    && new ProcessIdentity(
                                    owner.path("process").asLong(),
                                    owner.path("started").asLong())
                            .find()
                            .isEmpty();
        } catch (IllegalArgumentException beingWritten) {
            return false;
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
