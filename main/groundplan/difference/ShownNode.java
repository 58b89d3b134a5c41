package groundplan.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.redact.SecretPatterns;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A value, and the same value as it may be shown. Values are compared, but only what may be shown is reported, so that two secrets are
 * told apart without showing either.
 *
 * @param value the value; missing if there is none
 * @param shown the value with its secrets hidden
 */
record ShownNode(JsonNode value, JsonNode shown) {
    /** No value. */
    static final ShownNode NONE = new ShownNode(MissingNode.getInstance(), MissingNode.getInstance());

    /** Whether there is no value; null is none. */
    boolean none() {
        return value.isMissingNode() || value.isNull();
    }

    /** The value of a key. */
    ShownNode child(String name) {
        return new ShownNode(value.path(name), shown.path(name));
    }

    /** The keys of an object; none of anything else. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        value.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The elements of a list; none of anything else. */
    List<ShownNode> elements() {
        List<ShownNode> elements = new ArrayList<>();
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            elements.add(new ShownNode(value.get(i), shown.path(i)));
        }
        return elements;
    }

    /** A value where a list with one element means the same, as a list. */
    ShownNode asList() {
        return value.isArray() || none() ? this : new ShownNode(list(value), list(shown));
    }

    /** An object without some of its keys; the whole object if it has no others. */
    ShownNode besides(List<String> keys) {
        return value instanceof ObjectNode object && shown instanceof ObjectNode same && object.size() > keys.size()
                ? new ShownNode(object.deepCopy().without(keys), same.deepCopy().without(keys))
                : this;
    }

    private static ArrayNode list(JsonNode element) {
        return JsonNodeFactory.instance.arrayNode().add(element);
    }

    /** The text that is shown; null if there is no value. */
    String text() {
        if (value.isMissingNode()) {
            return null;
        }
        // The hidden form has no such value if what contains it is hidden as a whole.
        return shown.isMissingNode() ? SecretPatterns.HIDDEN : shown.isTextual() ? shown.asText() : shown.toString();
    }
}
