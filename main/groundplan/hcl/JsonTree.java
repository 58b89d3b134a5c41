package groundplan.hcl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A value of a JSON document with its place. Members of one name are all kept.
 *
 * @param range where it is
 * @param scalar a text, number, boolean or null; null for what has parts
 * @param members those of an object; null for everything else
 * @param elements those of an array; null for everything else
 */
record JsonTree(HclRange range, JsonNode scalar, List<Member> members, List<JsonTree> elements) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** A member of an object. */
    record Member(String name, HclRange nameRange, JsonTree value) {}

    /**
     * Reads a document.
     *
     * @throws InvalidHcl if it is not one JSON value
     */
    static JsonTree read(SourceText source) {
        String text = source.text();
        boolean marked = text.startsWith("\ufeff");
        try (JsonParser parser = FACTORY.createParser(marked ? " " + text.substring(1) : text)) {
            parser.nextToken();
            if (parser.currentToken() == null) {
                throw problem(source, 0, "there is nothing in this file; write {} for an empty one");
            }
            JsonTree read = value(source, parser, 1);
            if (parser.nextToken() != null) {
                throw problem(source, start(parser), "the document ends before this");
            }
            return read;
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            throw problem(
                    source,
                    where == null ? 0 : (int) Math.max(0, Math.min(where.getCharOffset(), text.length())),
                    "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InvalidHcl problem(SourceText source, int offset, String message) {
        return new InvalidHcl(List.of(new HclProblem(new HclRange(source, offset, offset), message)));
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static JsonTree value(SourceText source, JsonParser parser, int depth) throws IOException {
        int start = start(parser);
        if (depth > TokenReader.DEEPEST) {
            throw problem(source, start, "more than " + TokenReader.DEEPEST + " values inside each other");
        }
        JsonNode scalar = null;
        List<Member> members = null;
        List<JsonTree> elements = null;
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                members = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    int nameStart = start(parser);
                    int nameEnd = end(parser);
                    parser.nextToken();
                    members.add(new Member(
                            name, new HclRange(source, nameStart, nameEnd), value(source, parser, depth + 1)));
                }
            }
            case START_ARRAY -> {
                elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(source, parser, depth + 1));
                }
            }
            case VALUE_STRING -> scalar = TextNode.valueOf(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar = DecimalNode.valueOf(parser.getDecimalValue());
            case VALUE_TRUE -> scalar = BooleanNode.TRUE;
            case VALUE_FALSE -> scalar = BooleanNode.FALSE;
            default -> scalar = NullNode.getInstance();
        }
        return new JsonTree(new HclRange(source, start, Math.max(start, end(parser))), scalar, members, elements);
    }

    private static int end(JsonParser parser) throws IOException {
        parser.finishToken();
        return (int) parser.currentLocation().getCharOffset();
    }
}
