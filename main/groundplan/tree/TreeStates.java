package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.states.BackendStates;
import groundplan.states.S3Backend;
import groundplan.states.StateDecryption;
import groundplan.states.StateFile;
import groundplan.states.UnitStates;
import groundplan.terraform.PrivateFolder;
import groundplan.terraform.TerraformFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The states of a tree's units. Those in files and in S3 are read here, with the credentials, roles and endpoints that the backend is
 * configured with. All others Terraform reads, with the unit's backend and nothing else of its configuration: so every backend works.
 */
public final class TreeStates implements UnitStates {
    private static final int AT_ONCE = 4;
    private static final Pattern NO_STATE = Pattern.compile("(?m)^  \"lineage\": \"\",?$");
    static final String STATE = "terraform.tfstate";
    static final String LOCAL = "local";
    /** With which the name of a refactoring's journal ends, after that of the state that it is about. */
    public static final String REFACTORING = ".groundplan-refactor.json";

    /** The code with which S3 says so. */
    private static final String NO_BUCKET = "NoSuchBucket";

    private final UnitTree tree;
    private final Path engine;
    private final Map<String, String> variables;
    private Map<UnitPath, StateFile> read;

    /**
     * @param engine the Terraform executable
     * @param variables the environment variables to run it with
     */
    public TreeStates(UnitTree tree, Path engine, Map<String, String> variables) {
        this.tree = tree;
        this.engine = engine;
        this.variables = variables;
    }

    @Override
    public synchronized Map<UnitPath, StateFile> all() throws IOException {
        if (read == null) {
            read = readAll();
        }
        return read;
    }

    @Override
    public Optional<StateFile> elsewhere(UnitPath unit) throws IOException {
        JsonNode backend = tree.outside().get(unit);
        if (backend == null) {
            return Optional.empty();
        }
        try (BackendStates s3 = new BackendStates(variables)) {
            return isLocal(backend)
                    ? file(tree.folder().resolve(path(backend.path(LOCAL))))
                    : remote(unit, backend, s3, variables);
        }
    }

    private static boolean isLocal(JsonNode backend) {
        return backend.has(LOCAL) || backend.isMissingNode() || backend.isEmpty();
    }

    private Map<UnitPath, StateFile> readAll() throws IOException {
        Map<UnitPath, StateFile> states = new TreeMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try (BackendStates s3 = new BackendStates(variables)) {
            Map<UnitPath, Future<Optional<StateFile>>> reading = new TreeMap<>();
            Stream.concat(tree.units().stream(), tree.former().stream())
                    .forEach(unit -> reading.put(unit.unit().path(), pool.submit(() -> state(unit, s3))));
            for (Map.Entry<UnitPath, Future<Optional<StateFile>>> one : reading.entrySet()) {
                one.getValue().get().ifPresent(state -> states.put(one.getKey(), state));
            }
            return states;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private Optional<StateFile> state(TreeUnit unit, BackendStates s3) throws IOException {
        if (isLocal(unit.backend())) {
            return local(unit);
        }
        if (unit.environment().isEmpty()) {
            return remote(unit.unit().path(), unit.backend(), s3, variables);
        }
        Map<String, String> own = new TreeMap<>(variables);
        own.putAll(unit.environment());
        try (BackendStates states = new BackendStates(own)) {
            return remote(unit.unit().path(), unit.backend(), states, own);
        }
    }

    private Optional<StateFile> remote(UnitPath unit, JsonNode backend, BackendStates s3, Map<String, String> with)
            throws IOException {
        Optional<S3Backend> known = backend.has("s3") ? S3Backend.of(backend.get("s3"), with) : Optional.empty();
        return known.isPresent() ? s3.read(known.get()) : pulled(unit, backend, with);
    }

    private Optional<StateFile> pulled(UnitPath unit, JsonNode backend, Map<String, String> with) throws IOException {
        String name = backend.fieldNames().next();
        try (PrivateFolder folder = new PrivateFolder(engine, with)) {
            ObjectNode configuration = TerraformJson.object();
            configuration.withObjectProperty("terraform").set("backend", backend);
            folder.write("main.tf.json", TerraformJson.write(configuration));
            folder.terraform(List.of("init", "-input=false", "-no-color"));
            String text = folder.terraform(List.of("state", "pull"));
            return told("the state of " + unit + " (" + name + ")", text);
        } catch (TerraformFailure e) {
            // As in our own trees: in a bucket that does not exist nothing has been applied yet.
            if (e.getMessage().contains(NO_BUCKET)) {
                return Optional.empty();
            }
            throw new IOException("cannot read the state of " + unit + ": " + e.getMessage(), e);
        }
    }

    /** A state as {@code terraform state pull} prints it: where there is none, an empty one without a lineage, or nothing. */
    static Optional<StateFile> told(String place, String text) {
        return text.isBlank() || NO_STATE.matcher(text).find()
                ? Optional.empty()
                : Optional.of(StateFile.parse(place, text));
    }

    /** Where Terraform runs in a cache, a relative path is below the cache of the real unit. */
    private Optional<StateFile> local(TreeUnit unit) throws IOException {
        String path = path(unit.backend().path(LOCAL));
        if (Path.of(path).isAbsolute()) {
            return file(Path.of(path));
        }
        for (Path folder : tree.workingFolders(unit)) {
            Optional<StateFile> found = file(folder.resolve(path));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Where a local backend keeps the state, by its workspace. */
    private String path(JsonNode local) {
        String workspace = variables.getOrDefault("TF_WORKSPACE", "");
        return workspace.isBlank() || workspace.equals("default")
                ? local.path("path").asText(STATE)
                : local.path("workspace_dir").asText(STATE + ".d") + "/" + workspace + "/" + STATE;
    }

    private Optional<StateFile> file(Path file) throws IOException {
        if (Files.exists(file.resolveSibling(file.getFileName() + REFACTORING))) {
            throw new IOException("groundplan refactor has begun to move objects of the state " + file
                    + " and has not ended: run it again, with the same file");
        }
        return Files.exists(file)
                ? Optional.of(new StateDecryption(variables).read(file.toString(), Files.readAllBytes(file)))
                : Optional.empty();
    }
}
