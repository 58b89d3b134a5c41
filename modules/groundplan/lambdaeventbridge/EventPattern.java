package groundplan.lambdaeventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Patterns of events as EventBridge accepts them: each field has a list of what it may be. Sources: "Creating Amazon EventBridge event
 * patterns" and "Comparison operators for use in event patterns" in its User Guide.
 */
final class EventPattern {
    private static final String OR = "$or";
    private static final Set<String> OPERATORS =
            Set.of("anything-but", "cidr", "equals-ignore-case", "exists", "numeric", "prefix", "suffix", "wildcard");

    private static final Set<String> COMPARISONS = Set.of("=", "<", "<=", ">", ">=");
    private static final Set<String> ON_TEXTS = Set.of("equals-ignore-case", "prefix", "suffix", "wildcard");
    private static final Pattern RANGE = Pattern.compile(
            "([0-9]{1,3}\\.){3}[0-9]{1,3}/([0-9]|[12][0-9]|3[0-2])|[0-9A-Fa-f:]{2,39}/([0-9]{1,2}|1[01][0-9]|12[0-8])");

    /** Characters of a pattern (PutRule in EventBridge's API). */
    private static final int LONGEST = 4096;

    private EventPattern() {}

    /** What is wrong with a pattern. */
    static Optional<String> problem(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("has " + text.length() + " characters; EventBridge accepts at most " + LONGEST);
        }
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
            case "numeric" -> numeric(operand);
            case "cidr" ->
                operand.isTextual() && RANGE.matcher(operand.asText()).matches();
            case "wildcard" -> operand.isTextual() && !operand.asText().contains("**");
            case "anything-but" -> excluded(operand);
            case "prefix", "suffix" -> operand.isTextual() || operand.has("equals-ignore-case");
            default -> operand.isTextual();
        };
    }

    /** Comparisons one after the other: an operator and its number, at most two. */
    private static boolean numeric(JsonNode operand) {
        boolean pairs = operand.isArray() && (operand.size() == 2 || operand.size() == 4);
        for (int i = 0; pairs && i < operand.size(); i++) {
            pairs = i % 2 == 0
                    ? COMPARISONS.contains(operand.get(i).asText())
                    : operand.get(i).isNumber();
        }
        return pairs;
    }

    /** Texts and numbers, or one of the operators on texts. */
    private static boolean excluded(JsonNode operand) {
        if (operand.isObject()) {
            String operator = operand.size() == 1 ? operand.fieldNames().next() : "";
            return ON_TEXTS.contains(operator) && texts(operand.get(operator), true);
        }
        return texts(operand, false);
    }

    private static boolean texts(JsonNode operand, boolean alone) {
        if (operand.isArray()) {
            for (JsonNode one : operand) {
                if (!one.isTextual() && (alone || !one.isNumber())) {
                    return false;
                }
            }
            return !operand.isEmpty();
        }
        return operand.isTextual() || !alone && operand.isNumber();
    }
}
