package groundplan.causes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.references.Traversal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Evaluates an argument whose value Terraform does not know yet, on the assumption that what it is made of gets the values that can be
 * expected. It knows references and text around them; an expression with a function or an operator has no value here.
 */
final class Evaluator {
    /** Any chain of variables and outputs is shorter; a longer one would be a cycle. */
    private static final int MOST_STEPS = 50;

    private final Configuration configuration;
    private final Function<InstanceAttribute, Optional<JsonNode>> values;

    /**
     * An attribute of an instance of a resource.
     *
     * @param source the resource and the attribute
     * @param key the key of the instance as the reference has it, without quotes; absent for a single instance
     */
    record InstanceAttribute(ValueSource source, Optional<String> key) {}

    /**
     * @param values what attributes of resources will probably be; absent if that cannot be said
     */
    Evaluator(Configuration configuration, Function<InstanceAttribute, Optional<JsonNode>> values) {
        this.configuration = configuration;
        this.values = values;
    }

    /** The value of an expression; absent if it cannot be said. */
    Optional<JsonNode> value(Configuration.Expression expression) {
        return value(expression.module(), expression.value(), 0);
    }

    private Optional<JsonNode> value(String module, JsonNode node, int depth) {
        if (depth > MOST_STEPS) {
            return Optional.empty();
        }
        if (node.isTextual()) {
            return text(module, node.asText(), depth);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (var field : object.properties()) {
                Optional<JsonNode> value = value(module, field.getValue(), depth + 1);
                if (value.isEmpty()) {
                    return value;
                }
                copy.set(field.getKey(), value.get());
            }
            return Optional.of(copy);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            for (JsonNode item : array) {
                Optional<JsonNode> value = value(module, item, depth + 1);
                if (value.isEmpty()) {
                    return value;
                }
                copy.add(value.get());
            }
            return Optional.of(copy);
        }
        return Optional.of(node);
    }

    private Optional<JsonNode> text(String module, String text, int depth) {
        StringBuilder made = new StringBuilder();
        int at = 0;
        for (Traversal traversal : Traversal.in(text)) {
            if (traversal.start() < at + 2) {
                // Inside another one, as the index of a list.
                return Optional.empty();
            }
            int open = traversal.start() - 2;
            int end = traversal.end(traversal.steps().size() - 1);
            if (!text.startsWith("${", open) || !text.startsWith("}", end)) {
                return Optional.empty();
            }
            Optional<String> before = literal(text.substring(at, open));
            Optional<JsonNode> value = value(module, traversal, depth + 1);
            if (before.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            if (open == 0 && end + 1 == text.length()) {
                return value;
            }
            if (!value.get().isValueNode() || value.get().isNull()) {
                return Optional.empty();
            }
            made.append(before.get()).append(value.get().asText());
            at = end + 1;
        }
        Optional<String> rest = literal(text.substring(at));
        return rest.map(tail -> TextNode.valueOf(made + tail));
    }

    /** Text without interpolations; absent if there is one. */
    private static Optional<String> literal(String text) {
        String plain = text.replace("$${", "\0").replace("%%{", "\1");
        return plain.contains("${") || plain.contains("%{")
                ? Optional.empty()
                : Optional.of(plain.replace("\0", "${").replace("\1", "%{"));
    }

    private Optional<JsonNode> value(String module, Traversal traversal, int depth) {
        Optional<String> resource = configuration.resource(module, traversal);
        if (resource.isEmpty()) {
            return configuration
                    .definition(module, traversal)
                    .flatMap(defined -> defined(defined, traversal, Configuration.definedBy(traversal), depth));
        }
        int at = configuration.attributeAt(module, traversal);
        int first = traversal.startsWith("data") ? 3 : 2;
        Optional<String> attribute = traversal.name(at);
        if (attribute.isEmpty() || attribute.get().equals(Traversal.ANY)) {
            return Optional.empty();
        }
        Optional<String> key = at > first ? traversal.name(first) : Optional.empty();
        if (key.equals(Optional.of(Traversal.ANY))) {
            return Optional.empty();
        }
        return values.apply(new InstanceAttribute(new ValueSource(module, resource.get(), attribute.get()), key))
                .flatMap(value -> inside(value, names(traversal, at + 1)));
    }

    /** The value of what a variable, an output or a local value is defined as, or of a part of it. */
    private Optional<JsonNode> defined(Configuration.Expression defined, Traversal traversal, int at, int depth) {
        JsonNode value = defined.value();
        List<String> names = names(traversal, at);
        int picked = 0;
        // Only the part that is asked for has to have a value.
        while (picked < names.size() && value.isObject() && value.has(names.get(picked))) {
            value = value.path(names.get(picked++));
        }
        List<String> rest = names.subList(picked, names.size());
        return value(defined.module(), value, depth).flatMap(whole -> inside(whole, rest));
    }

    private static List<String> names(Traversal traversal, int from) {
        return traversal.steps().stream().skip(from).map(Traversal.Part::name).toList();
    }

    private static Optional<JsonNode> inside(JsonNode value, List<String> names) {
        JsonNode node = value;
        for (String name : names) {
            node = node.isArray() && name.matches("[0-9]{1,9}") ? node.path(Integer.parseInt(name)) : node.path(name);
        }
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }
}
