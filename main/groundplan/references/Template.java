package groundplan.references;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.json.TerraformJson;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value of Terraform's JSON configuration together with the outputs of other units that its texts refer to. The references are found
 * once, when the template is made; from then on they are data.
 */
public final class Template {
    private final JsonNode value;
    /** By identity of the text node, because the same text may have another meaning elsewhere. */
    private final Map<JsonNode, List<TextReference>> places;

    /**
     * A reference in a text.
     *
     * @param start where it begins
     * @param end where the output's name ends
     * @param reference what it refers to
     * @param key the key after it, and where that ends; absent for the whole output
     */
    private record TextReference(int start, int end, OutputReference reference, Optional<Traversal.Part> key) {}

    private Template(JsonNode value, Map<JsonNode, List<TextReference>> places) {
        this.value = value;
        this.places = places;
    }

    /**
     * An output of another unit that was recognized in a traversal.
     *
     * @param reference the output
     * @param last the index of the traversal's step that names the output
     */
    public record Found(OutputReference reference, int last) {}

    /**
     * Makes a template of a value.
     *
     * @param outputs recognizes the references that are outputs of other units
     */
    public static Template of(JsonNode value, Function<Traversal, Optional<Found>> outputs) {
        Map<JsonNode, List<TextReference>> places = new IdentityHashMap<>();
        find(value, outputs, places);
        return new Template(value, places);
    }

    /**
     * A text as a template that evaluates to it.
     *
     * @param text any text
     */
    public static String literal(String text) {
        return text.replace("${", "$${").replace("%{", "%%{");
    }

    /** A value in which no text is read as a template, as a template that evaluates to it. */
    public static JsonNode constant(JsonNode value) {
        return TerraformJson.readAny(literal(value.toString()));
    }

    /** The value of {@link #constant}. */
    public static JsonNode constantValue(JsonNode constant) {
        return TerraformJson.readAny(constant.toString().replace("$${", "${").replace("%%{", "%{"));
    }

    /** A template that is nothing but a reference to an output. */
    public static Template of(OutputReference reference) {
        TextNode text = TextNode.valueOf("${output}");
        Map<JsonNode, List<TextReference>> places = new IdentityHashMap<>();
        places.put(text, List.of(new TextReference(2, text.asText().length() - 1, reference, Optional.empty())));
        return new Template(text, places);
    }

    private static void find(
            JsonNode value, Function<Traversal, Optional<Found>> outputs, Map<JsonNode, List<TextReference>> places) {
        if (!value.isTextual()) {
            value.forEach(child -> find(child, outputs, places));
            return;
        }
        List<TextReference> found = new ArrayList<>();
        for (Traversal traversal : Traversal.in(value.asText())) {
            outputs.apply(traversal)
                    .ifPresent(one -> found.add(new TextReference(
                            traversal.start(),
                            traversal.end(one.last()),
                            one.reference(),
                            traversal.steps().stream().skip(one.last() + 1L).findFirst())));
        }
        if (!found.isEmpty()) {
            places.put(value, List.copyOf(found));
        }
    }

    /** The original value. */
    public JsonNode value() {
        return value;
    }

    /** All outputs that it refers to, in the order of its texts. */
    public List<OutputReference> references() {
        List<OutputReference> found = new ArrayList<>();
        collect(value, found);
        return found;
    }

    private void collect(JsonNode node, List<OutputReference> found) {
        if (node.isTextual()) {
            places.getOrDefault(node, List.of()).forEach(place -> found.add(place.reference));
        }
        node.forEach(child -> collect(child, found));
    }

    /** A part of the value by name; a missing node if there is none. */
    public Template path(String name) {
        return new Template(value.path(name), places);
    }

    /** An element of the value by position; a missing node if there is none. */
    public Template path(int index) {
        return new Template(value.path(index), places);
    }

    /** The value without one of its fields. */
    public Template without(String field) {
        if (value instanceof ObjectNode object && object.has(field)) {
            ObjectNode left = JsonNodeFactory.instance.objectNode();
            left.setAll(object);
            left.remove(field);
            return new Template(left, places);
        }
        return this;
    }

    /**
     * The value with each reference replaced.
     *
     * @param outputs returns for an output either a template such as {@code ${module.network.vpc_id}}, or a constant
     */
    public JsonNode render(Function<OutputReference, JsonNode> outputs) {
        return render(value, outputs);
    }

    private JsonNode render(JsonNode node, Function<OutputReference, JsonNode> outputs) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), render(field.getValue(), outputs)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> copy.add(render(item, outputs)));
            return copy;
        }
        return places.containsKey(node) ? text(node.asText(), places.get(node), outputs) : node;
    }

    private static JsonNode text(String text, List<TextReference> places, Function<OutputReference, JsonNode> outputs) {
        StringBuilder rendered = new StringBuilder();
        int copied = 0;
        for (TextReference place : places) {
            JsonNode output = outputs.apply(place.reference);
            boolean picks = output.isObject() && place.key.isPresent();
            JsonNode replacement = picks ? output.path(place.key.get().name()) : output;
            int end = picks ? place.key.get().end() : place.end;
            if (place.start == 2 && text.startsWith("${") && text.length() == end + 1 && text.endsWith("}")) {
                return replacement;
            }
            rendered.append(text, copied, place.start).append(expression(replacement));
            copied = end;
        }
        return TextNode.valueOf(rendered.append(text.substring(copied)).toString());
    }

    /** The expression to write inside an interpolation: a reference without its own braces, or a literal. */
    private static String expression(JsonNode replacement) {
        String text = replacement.asText();
        boolean reference = replacement.isTextual() && text.startsWith("${") && text.endsWith("}");
        return reference ? text.substring(2, text.length() - 1) : replacement.toString();
    }
}
