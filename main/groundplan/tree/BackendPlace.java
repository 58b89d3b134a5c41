package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Where a state is, so that who writes it and who reads it can be compared.
 *
 * @param type the type of the backend
 * @param config its arguments; of a local one the absolute path, of S3 the key with the workspace
 */
record BackendPlace(String type, ObjectNode config) {
    static final String DEFAULT_WORKSPACE = "default";

    private static final String LOCAL = "local";
    private static final String S3 = "s3";
    /** The arguments of backends that say where a state is; others say how to get there. */
    private static final List<String> NAMES = List.of(
            "bucket",
            "key",
            "path",
            "prefix",
            "container_name",
            "storage_account_name",
            "address",
            "organization",
            "workspaces",
            "secret_suffix",
            "namespace",
            "conn_str",
            "schema_name");
    /** Backends whose states are told apart by these alone. */
    private static final List<String> BY_NAME = List.of(LOCAL, S3, "gcs", "azurerm");

    /** Without these there is no place. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            S3,
            List.of("bucket", "key"),
            "gcs",
            List.of("bucket"),
            "azurerm",
            List.of("storage_account_name", "container_name", "key"),
            "consul",
            List.of("path"),
            "oss",
            List.of("bucket"),
            "cos",
            List.of("bucket"),
            "kubernetes",
            List.of("secret_suffix"));

    /**
     * The place of a workspace's state.
     *
     * @param config the arguments of the backend, without any that are null
     * @param folder the folder that a relative path is below
     * @throws IllegalArgumentException if the state of a workspace of such a backend cannot be found; the message says why
     */
    static BackendPlace of(String type, JsonNode config, String workspace, Path folder) {
        ObjectNode place = TerraformJson.object();
        config.properties().stream()
                .filter(entry -> !entry.getValue().isNull())
                .forEach(entry -> place.set(entry.getKey(), entry.getValue()));
        boolean usual = workspace.equals(DEFAULT_WORKSPACE);
        if (type.equals(LOCAL)) {
            String path = usual
                    ? place.path("path").asText("terraform.tfstate")
                    : place.path("workspace_dir").asText("terraform.tfstate.d") + "/" + workspace
                            + "/terraform.tfstate";
            place.removeAll();
            place.put("path", folder.resolve(path).normalize().toString());
        } else if (type.equals(S3)) {
            JsonNode prefix = place.remove("workspace_key_prefix");
            if (!usual) {
                place.put(
                        "key",
                        (prefix == null ? "env:" : prefix.asText()) + "/" + workspace + "/"
                                + place.path("key").asText());
            }
        } else if (!usual) {
            throw new IllegalArgumentException("the workspace " + workspace + " of a backend " + type
                    + " is not supported in a whole plan, only those of s3 and local");
        }
        return new BackendPlace(type, place);
    }

    /** Whether an argument of a backend says where a state is. */
    static boolean isPart(String argument) {
        return NAMES.contains(argument) || argument.equals("workspace_key_prefix") || argument.equals("workspace_dir");
    }

    /** The arguments that it lacks. */
    List<String> lacking() {
        return REQUIRED.getOrDefault(type, List.of()).stream()
                .filter(name -> !config.has(name))
                .toList();
    }

    /** The same except for arguments that are not known. */
    boolean same(BackendPlace other, List<String> unknown) {
        return type.equals(other.type)
                && NAMES.stream().filter(name -> !unknown.contains(name)).allMatch(name -> config.path(name)
                        .equals(other.config.path(name)));
    }

    /**
     * What is wrong with places that two units have.
     *
     * @param places the places by the names of the units
     */
    static List<String> shared(SortedMap<String, BackendPlace> places) {
        List<String> problems = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        places.forEach((unit, place) -> {
            // Of other backends the rest may say where it is, too.
            String key = BY_NAME.contains(place.type) ? place.toString() : place.type + place.config;
            String other = place.config.isEmpty() || !place.lacking().isEmpty() ? null : seen.putIfAbsent(key, unit);
            if (other != null) {
                problems.add(other + " and " + unit + " keep their state in the same place, " + place
                        + ": each would destroy what the other one has made; give each of them a place of its own");
            }
        });
        return problems;
    }

    /** The {@code backend} block. */
    JsonNode backend() {
        return TerraformJson.object().set(type, config);
    }

    /** Where it is, in messages. */
    @Override
    public String toString() {
        return type + " "
                + NAMES.stream()
                        .filter(config::has)
                        .map(name -> config.path(name).isTextual()
                                ? config.path(name).asText()
                                : config.path(name).toString())
                        .toList();
    }
}
