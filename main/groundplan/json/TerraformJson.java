package groundplan.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Reads and writes Terraform JSON in one form: sorted keys, two spaces, LF. */
public final class TerraformJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectReader ANY = MAPPER.reader();
    private static final ObjectReader WHOLE = ANY.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final ObjectReader EXACT = WHOLE.with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

    private TerraformJson() {}

    /** The text of a document, ending in a line feed. */
    public static String write(JsonNode document) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(sorted(document)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The document that the text describes.
     *
     * @throws IllegalArgumentException when it is not a JSON object; the message says where it is wrong
     */
    public static ObjectNode read(String text) {
        return object(text, ANY);
    }

    /**
     * The document that a file or a stored object contains, and nothing else.
     *
     * @throws IllegalArgumentException when it is not one JSON object; the message says where it is wrong
     */
    public static ObjectNode readWhole(String text) {
        return object(text, WHOLE);
    }

    /**
     * The document that a stored object contains, with each number as it is written, for what is written back.
     *
     * @throws IllegalArgumentException when it is not one JSON object; the message says where it is wrong
     */
    public static ObjectNode readExact(String text) {
        return object(text, EXACT);
    }

    private static ObjectNode object(String text, ObjectReader reader) {
        try {
            if (reader.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // Where something begins that does not end is told with words about the parser.
            String message = e.getOriginalMessage();
            int start = message.indexOf(" (start marker at ");
            throw new IllegalArgumentException(
                    (start < 0 ? message : message.substring(0, start)) + place(e.getLocation()), e);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    private static String place(JsonLocation where) {
        return where == null ? "" : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")";
    }

    /**
     * The value that the text describes, of any type.
     *
     * @throws IllegalArgumentException when it is not JSON
     */
    public static JsonNode readAny(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** An empty document. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            TreeMap<String, JsonNode> fields = new TreeMap<>();
            object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            ObjectNode copy = MAPPER.createObjectNode();
            fields.forEach(copy::set);
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = MAPPER.createArrayNode();
            array.forEach(item -> copy.add(sorted(item)));
            return copy;
        }
        return node;
    }

    /** A copy of a value in which each text is another one; names of fields stay. */
    public static JsonNode withTexts(JsonNode value, UnaryOperator<String> change) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = object();
            object.properties().forEach(entry -> copy.set(entry.getKey(), withTexts(entry.getValue(), change)));
            return copy;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode copy = list.arrayNode(list.size());
            list.forEach(element -> copy.add(withTexts(element, change)));
            return copy;
        }
        return value.isTextual() ? TextNode.valueOf(change.apply(value.textValue())) : value;
    }
}
