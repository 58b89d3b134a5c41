package groundplan.causes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.json.PlanValue;
import groundplan.json.TerraformJson;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;

/** Whether a value that was written in a configuration means the same as one that a provider returned. */
final class Sameness {
    private Sameness() {}

    /**
     * Whether each part of the written value is in the returned one. Providers add attributes, sort sets, return numbers as text and
     * the reverse, write JSON anew, and AWS returns a list of one as its element.
     */
    static boolean covers(JsonNode returned, JsonNode written) {
        if (written.isObject()) {
            JsonNode one = returned.isArray() && returned.size() == 1 ? returned.get(0) : returned;
            return one.isObject()
                    && written.properties().stream()
                            .allMatch(field -> covers(one.path(field.getKey()), field.getValue()));
        }
        if (written.isArray()) {
            return returned.isArray()
                    ? returned.size() == written.size()
                            && matched((ArrayNode) returned, (ArrayNode) written, Sameness::covers)
                    : written.size() == 1 && covers(returned, written.get(0));
        }
        if (written.isTextual()
                && returned.isTextual()
                && isDocument(written.asText())
                && isDocument(returned.asText())) {
            return equal(document(returned.asText()), document(written.asText()));
        }
        if (returned.isArray() && returned.size() == 1) {
            return covers(returned.get(0), written);
        }
        return PlanValue.none(written)
                ? PlanValue.none(returned)
                : !PlanValue.none(returned) && returned.asText().equals(written.asText());
    }

    /** Each written element has a returned one of its own. Greedy, which is enough for values that differ. */
    private static boolean matched(ArrayNode returned, ArrayNode written, BiPredicate<JsonNode, JsonNode> alike) {
        List<JsonNode> left = new ArrayList<>();
        returned.forEach(left::add);
        for (JsonNode item : written) {
            Iterator<JsonNode> candidates = left.iterator();
            boolean found = false;
            while (!found && candidates.hasNext()) {
                found = alike.test(candidates.next(), item);
            }
            if (!found) {
                return false;
            }
            candidates.remove();
        }
        return true;
    }

    /** Whether two documents mean the same: what only the returned one has is empty, as AWS adds such fields. */
    private static boolean equal(JsonNode returned, JsonNode written) {
        if (returned.isObject() && written.isObject()) {
            return written.properties().stream()
                            .allMatch(field -> equal(returned.path(field.getKey()), field.getValue()))
                    && returned.properties().stream()
                            .allMatch(field -> written.has(field.getKey()) || empty(field.getValue()));
        }
        if (returned.isArray() && written.isArray()) {
            return returned.size() == written.size()
                    && matched((ArrayNode) returned, (ArrayNode) written, Sameness::equal);
        }
        if (written.isArray() || returned.isArray()) {
            JsonNode list = written.isArray() ? written : returned;
            JsonNode one = written.isArray() ? returned : written;
            return list.size() == 1 && list.get(0).equals(one) || empty(list) && empty(one);
        }
        return written.equals(returned)
                || written.isValueNode()
                        && returned.isValueNode()
                        && written.asText().equals(returned.asText())
                || empty(written) && empty(returned);
    }

    private static boolean empty(JsonNode value) {
        return PlanValue.none(value)
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.asText().isEmpty()
                || value.isNumber() && value.asInt() == 0
                || value.isBoolean() && !value.asBoolean();
    }

    private static boolean isDocument(String text) {
        String start = text.strip();
        return (start.startsWith("{") || start.startsWith("["))
                && !document(text).isMissingNode();
    }

    private static JsonNode document(String text) {
        try {
            return TerraformJson.readAny(text);
        } catch (IllegalArgumentException none) {
            return MissingNode.getInstance();
        }
    }
}
