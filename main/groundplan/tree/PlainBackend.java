package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The backend of a root module: its {@code backend} block, what {@code -backend-config} adds to it, and what the last {@code terraform
 * init} in its folder was given.
 *
 * @param module the root module
 * @param original its folder in the repository
 * @param options what Terraform is told on its command line
 * @param variables the environment variables
 */
record PlainBackend(ModuleFolder module, Path original, PlainOptions options, Map<String, String> variables) {
    private static final String LOCAL = "local";

    /** The workspace that is selected in the folder. */
    String workspace() throws IOException {
        String given = variables.getOrDefault("TF_WORKSPACE", "");
        Path chosen = data().resolve("environment");
        String selected = !given.isEmpty()
                ? given
                : Files.exists(chosen) ? Files.readString(chosen).strip() : "";
        return selected.isEmpty() ? BackendPlace.DEFAULT_WORKSPACE : selected;
    }

    private Path data() {
        return original.resolve(variables.getOrDefault("TF_DATA_DIR", ".terraform"));
    }

    /**
     * The place of its state.
     *
     * @throws UnreadableTree if it is not known
     */
    BackendPlace place(ConstantValues values, String shown) throws IOException {
        JsonNode settings = module.configuration().path("terraform");
        if (settings.has("cloud")) {
            throw new UnreadableTree(
                    List.of(
                            shown
                                    + ": a cloud block keeps state and variables in HCP Terraform; a whole plan reads states of backends"));
        }
        JsonNode block = settings.path("backend");
        block = block.isArray() ? block.path(0) : block;
        String type = block.isEmpty() ? LOCAL : block.fieldNames().next();
        ObjectNode config = TerraformJson.object();
        JsonNode own = block.path(type);
        for (Map.Entry<String, JsonNode> one : (own.isArray() ? own.path(0) : own).properties()) {
            Optional<String> unknown = values.unknown(one.getValue());
            if (unknown.isPresent()) {
                throw new UnreadableTree(List.of(shown + ": the backend's " + one.getKey() + " reads " + unknown.get()
                        + ": the place of a state has to be known before anything is planned"));
            }
            config.set(one.getKey(), one.getValue());
        }
        values.of(properties(config)).forEach(config::set);
        config.setAll(completion());
        try {
            BackendPlace place = BackendPlace.of(type, config, workspace(), original);
            if (!place.lacking().isEmpty()) {
                throw new UnreadableTree(List.of(shown + ": the backend " + type + " has no "
                        + String.join(", ", place.lacking())
                        + "; give it with --backend-config, or run terraform init in this folder first"));
            }
            return place;
        } catch (IllegalArgumentException unsupported) {
            throw new UnreadableTree(List.of(shown + ": " + unsupported.getMessage()));
        }
    }

    private JsonNode block() {
        JsonNode block = module.configuration().path("terraform").path("backend");
        return block.isArray() ? block.path(0) : block;
    }

    private String type() {
        return block().isEmpty() ? LOCAL : block().fieldNames().next();
    }

    private JsonNode own(String type) {
        JsonNode own = block().path(type);
        return own.isArray() ? own.path(0) : own;
    }

    /** What completes the block: the options, and what Terraform was initialised with where neither says anything. */
    ObjectNode completion() throws IOException {
        ObjectNode completion = TerraformJson.object();
        for (String given : options.backendConfig()) {
            BackendArguments.add(given, completion, this::file);
        }
        String type = type();
        JsonNode own = own(type);
        initialised(type).ifPresent(before -> before.properties().forEach(entry -> {
            if (!completion.has(entry.getKey()) && !own.has(entry.getKey())) {
                completion.set(entry.getKey(), entry.getValue());
            }
        }));
        return completion;
    }

    private static Map<String, JsonNode> properties(ObjectNode object) {
        Map<String, JsonNode> all = new TreeMap<>();
        object.properties().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        return all;
    }

    /** A file that was named on the command line: as it is named there, or in the root module's folder. */
    Optional<Path> file(String name) {
        return List.of(options.current().resolve(name), original.resolve(name)).stream()
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** What Terraform was initialised with. */
    private Optional<JsonNode> initialised(String type) throws IOException {
        Path file = data().resolve("terraform.tfstate");
        if (type.equals(LOCAL) || !Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode backend = TerraformJson.read(Files.readString(file)).path("backend");
        return backend.path("type").asText().equals(type)
                ? Optional.of(withoutNulls(backend.path("config")))
                : Optional.empty();
    }

    private static JsonNode withoutNulls(JsonNode config) {
        ObjectNode left = TerraformJson.object();
        config.properties().stream()
                .filter(entry -> !entry.getValue().isNull())
                .forEach(entry -> left.set(entry.getKey(), entry.getValue()));
        return left;
    }
}
