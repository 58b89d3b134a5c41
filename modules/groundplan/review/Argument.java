package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.json.PlanValue;
import groundplan.json.TerraformJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An argument of a resource, by its path through blocks that occur at most once, and through documents in JSON.
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
            if (PlanValue.marked(at)) {
                return true;
            }
            at = at.path(step);
        }
        return PlanValue.anyMarked(at);
    }

    private static JsonNode only(JsonNode block) {
        if (block.isTextual()) {
            return document(block.asText());
        }
        return !block.isArray() ? block : block.isEmpty() ? MissingNode.getInstance() : block.get(0);
    }

    private static JsonNode document(String text) {
        try {
            return text.startsWith("{") ? TerraformJson.readAny(text) : MissingNode.getInstance();
        } catch (IllegalArgumentException noDocument) {
            return MissingNode.getInstance();
        }
    }

    /** A value as text; empty if there is none. */
    static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    /** A value as a number, which providers also write as text; of a duration, such as {@code PT1H}, its seconds. */
    static Optional<BigDecimal> number(JsonNode value) {
        try {
            if (value.isTextual() && value.asText().startsWith("P")) {
                return Optional.of(
                        BigDecimal.valueOf(Duration.parse(value.asText()).toSeconds()));
            }
            return value.isNumber() || value.isTextual()
                    ? Optional.of(new BigDecimal(value.asText()))
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeParseException text) {
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
