package groundplan.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import groundplan.json.TerraformJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What GitHub publishes of its API: {@code github-api.json}, a part of its OpenAPI description. */
final class PublishedApi {
    private static final String REFERENCE = "$ref";

    private final ObjectNode document;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);

    PublishedApi() {
        try (var in = PublishedApi.class.getResourceAsStream("github-api.json")) {
            document = TerraformJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        nullable(document);
    }

    /** One operation. */
    record Operation(String path, JsonNode node) {}

    Optional<Operation> operation(String method, String path) {
        List<Operation> found = new ArrayList<>();
        document.path("paths").properties().forEach(entry -> {
            // A workflow may be named by its file.
            String pattern = entry.getKey()
                    .replaceAll("\\{(?!workflow)[a-z]+_(number|id)}", "[0-9]+")
                    .replaceAll("\\{[a-z_]+}", "[^/]+");
            JsonNode node = entry.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
            if (Pattern.matches(pattern, path) && !node.isMissingNode()) {
                found.add(new Operation(entry.getKey(), node));
            }
        });
        return found.stream().findFirst();
    }

    /** What is wrong with a request. */
    List<String> request(Operation operation, Map<String, String> query, JsonNode body) {
        List<String> wrong = new ArrayList<>();
        Map<String, JsonNode> parameters = new java.util.TreeMap<>();
        operation.node().path("parameters").forEach(given -> {
            JsonNode parameter = resolve(given);
            if (parameter.path("in").asText().equals("query")) {
                parameters.put(parameter.path("name").asText(), parameter.path("schema"));
            }
        });
        query.forEach((name, value) -> {
            JsonNode schema = parameters.get(name);
            if (schema == null) {
                wrong.add("no parameter '" + name + "'");
            } else {
                boolean number = schema.path("type").asText().equals("integer") && value.matches("[0-9]+");
                wrong.addAll(check(
                        schema,
                        number
                                ? JsonNodeFactory.instance.numberNode(Long.parseLong(value))
                                : JsonNodeFactory.instance.textNode(value),
                        name));
            }
        });
        JsonNode schema = operation
                .node()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        if (!schema.isMissingNode()) {
            wrong.addAll(check(schema, body, "body"));
            TreeSet<String> unknown = new TreeSet<>();
            body.fieldNames().forEachRemaining(unknown::add);
            schema.path("properties").fieldNames().forEachRemaining(unknown::remove);
            unknown.forEach(name -> wrong.add("no key '" + name + "' in the body"));
        } else if (body.size() > 0) {
            wrong.add("it takes no body");
        }
        return wrong;
    }

    /** What is wrong with an answer. */
    List<String> response(Operation operation, int status, JsonNode body) {
        JsonNode response = resolve(operation.node().path("responses").path("" + status));
        if (response.isMissingNode()) {
            return List.of(operation.path() + " never answers " + status);
        }
        JsonNode schema = response.path("content").path("application/json").path("schema");
        return schema.isMissingNode() ? List.of() : check(schema, body, "answer");
    }

    /** An object of a component's form: all that is required, with nothing in it. */
    ObjectNode sample(String component) {
        return (ObjectNode) sample(document.path("components").path("schemas").path(component));
    }

    private JsonNode sample(JsonNode given) {
        JsonNode schema = resolve(given);
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(choice)) {
                return sample(schema.path(choice).path(0));
            }
        }
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return JsonNodeFactory.instance.nullNode();
        }
        return switch (type.asText()) {
            case "integer", "number" -> JsonNodeFactory.instance.numberNode(1);
            case "boolean" -> JsonNodeFactory.instance.booleanNode(false);
            case "array" -> JsonNodeFactory.instance.arrayNode();
            case "object" -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                schema.path("required")
                        .forEach(name -> object.set(
                                name.asText(), sample(schema.path("properties").path(name.asText()))));
                yield object;
            }
            default ->
                JsonNodeFactory.instance.textNode(
                        schema.path("format").asText().equals("date-time")
                                ? "2027-01-01T00:00:00Z"
                                : "https://github.example/x");
        };
    }

    private List<String> check(JsonNode schema, JsonNode value, String where) {
        ObjectNode whole = TerraformJson.object();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.path("components"));
        return schemas.getSchema(whole).validate(value).stream()
                .map(message -> where + ": " + message.getMessage())
                .toList();
    }

    private JsonNode resolve(JsonNode node) {
        return node.has(REFERENCE)
                ? resolve(document.at(node.path(REFERENCE).asText().substring(1)))
                : node;
    }

    /** OpenAPI 3.0 has a word of its own for what may be null. */
    private static void nullable(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("nullable").asBoolean()) {
            if (object.path("type").isTextual()) {
                ArrayNode types = JsonNodeFactory.instance
                        .arrayNode()
                        .add(object.path("type").asText())
                        .add("null");
                object.set("type", types);
            }
            if (object.path("enum") instanceof ArrayNode values) {
                values.addNull();
            }
        }
        node.forEach(PublishedApi::nullable);
    }
}
