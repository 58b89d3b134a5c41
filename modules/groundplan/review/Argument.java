package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An argument of a resource, by its path through blocks that occur at most once.
 *
 * @param path such as {@code point_in_time_recovery.enabled}
 */
record Argument(String path) {
    /** Its value; missing where a block is. */
    JsonNode in(JsonNode attributes) {
        JsonNode at = attributes;
        for (String step : path.split("\\.")) {
            at = only(at).path(step);
        }
        return at;
    }

    /** Whether Terraform marks it, or a block that contains it, as known only during the apply. */
    boolean unknown(JsonNode marks) {
        JsonNode at = marks;
        for (String step : path.split("\\.")) {
            at = only(at);
            if (marked(at)) {
                return true;
            }
            at = at.path(step);
        }
        return anyMarked(at);
    }

    /** Whether anything in a part of Terraform's marks is set. */
    static boolean anyMarked(JsonNode marks) {
        if (marks.isContainerNode()) {
            for (JsonNode below : marks) {
                if (anyMarked(below)) {
                    return true;
                }
            }
        }
        return marked(marks);
    }

    private static boolean marked(JsonNode mark) {
        return mark.isBoolean() && mark.asBoolean();
    }

    private static JsonNode only(JsonNode block) {
        return !block.isArray() ? block : block.isEmpty() ? MissingNode.getInstance() : block.get(0);
    }

    /** A value as text; empty if there is none. */
    static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    /** A value as a number, which providers also write as text. */
    static Optional<BigDecimal> number(JsonNode value) {
        try {
            return value.isNumber() || value.isTextual()
                    ? Optional.of(new BigDecimal(value.asText()))
                    : Optional.empty();
        } catch (NumberFormatException text) {
            return Optional.empty();
        }
    }

    /** The texts of a list or a set. */
    static SortedSet<String> texts(JsonNode list) {
        TreeSet<String> found = new TreeSet<>();
        list.forEach(item -> found.add(item.isValueNode() ? item.asText() : item.toString()));
        return found;
    }
}
