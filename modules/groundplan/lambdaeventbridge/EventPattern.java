package groundplan.lambdaeventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Patterns of events as EventBridge accepts them: each field has a list of what it may be. Sources: "Creating Amazon EventBridge event
 * patterns" and "Comparison operators for use in event patterns" in its User Guide.
 */
final class EventPattern {
    private static final String OR = "$or";
    private static final Set<String> OPERATORS =
            Set.of("anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard");

    private EventPattern() {}

    /** What is wrong with a pattern. */
    static Optional<String> problem(String text) {
        JsonNode pattern;
        try {
            pattern = new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            return Optional.of("must be a JSON object");
        }
        return pattern.isObject() ? fields(pattern, "") : Optional.of("must be a JSON object");
    }

    private static Optional<String> fields(JsonNode object, String path) {
        if (object.isEmpty()) {
            return Optional.of((path.isEmpty() ? "the pattern" : path) + " is empty; name at least one field");
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            Optional<String> problem = value(field.getKey(), field.getValue(), name);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> value(String key, JsonNode value, String name) {
        if (value.isObject()) {
            return fields(value, name);
        }
        if (!value.isArray() || value.isEmpty()) {
            return Optional.of(
                    name + " must be a list of values that match, such as [\"a\"], or an object with further fields");
        }
        for (JsonNode one : value) {
            Optional<String> problem = key.equals(OR) ? alternative(one, name) : match(one, name);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> alternative(JsonNode one, String name) {
        return one.isObject() ? fields(one, name) : Optional.of(name + " must be a list of objects");
    }

    private static Optional<String> match(JsonNode one, String name) {
        if (one.isValueNode()) {
            return Optional.empty();
        }
        if (one.size() != 1 || !one.isObject()) {
            return Optional.of(name + " must list texts, numbers, true, false, null, or objects with one operator");
        }
        String operator = one.fieldNames().next();
        JsonNode operand = one.get(operator);
        return OPERATORS.contains(operator) && fits(operator, operand)
                ? Optional.empty()
                : Optional.of(name + " has " + one
                        + ", which EventBridge does not accept as an operator and its value; operators are "
                        + OPERATORS.stream().sorted().toList());
    }

    private static boolean fits(String operator, JsonNode operand) {
        return switch (operator) {
            case "exists" -> operand.isBoolean();
            case "numeric" -> operand.isArray() && operand.size() >= 2 && operand.size() % 2 == 0;
            case "anything-but" -> !operand.isBoolean() && !operand.isNull();
            case "prefix", "suffix" -> operand.isTextual() || operand.has("equals-ignore-case");
            default -> operand.isTextual();
        };
    }
}
