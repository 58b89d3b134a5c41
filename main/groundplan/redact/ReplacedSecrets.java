package groundplan.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.json.TerraformJson;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hides what a change replaces with a secret. Only the new secret is known: the old one is whatever stood at its place, and may still
 * be in use elsewhere.
 */
final class ReplacedSecrets {
    private ReplacedSecrets() {}

    /**
     * A value before a change.
     *
     * @param before the value, with the secrets hidden that are known
     * @param after what becomes of it, with its secrets hidden
     */
    static JsonNode hidden(JsonNode before, JsonNode after) {
        if (before instanceof ObjectNode object && after instanceof ObjectNode) {
            ObjectNode shown = TerraformJson.object();
            object.properties()
                    .forEach(entry -> shown.set(entry.getKey(), hidden(entry.getValue(), after.path(entry.getKey()))));
            return shown;
        }
        if (before instanceof ArrayNode list && after instanceof ArrayNode) {
            ArrayNode shown = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> shown.add(item(item, after)));
            return shown;
        }
        if (after.isTextual() && after.asText().contains(SecretPatterns.HIDDEN)) {
            return before.isTextual()
                    ? text(before, after)
                    : before.isNumber() && whole(after.asText()) ? TextNode.valueOf(SecretPatterns.HIDDEN) : before;
        }
        return before;
    }

    /** An item of a list, whose place may be another one afterwards. */
    private static JsonNode item(JsonNode before, JsonNode list) {
        JsonNode shown = before;
        for (JsonNode after : list) {
            if (shown.equals(after)) {
                return shown;
            }
        }
        for (JsonNode after : list) {
            if (shown.getNodeType() == after.getNodeType() && (!shown.isObject() || named(shown, after))) {
                shown = hidden(shown, after);
            }
        }
        return shown;
    }

    /** Whether two objects are the same one as far as their texts that are no secrets say. */
    private static boolean named(JsonNode before, JsonNode after) {
        return after.properties().stream()
                .filter(entry -> entry.getValue().isTextual()
                        && !entry.getValue().asText().contains(SecretPatterns.HIDDEN))
                .allMatch(entry -> entry.getValue().equals(before.path(entry.getKey())));
    }

    private static JsonNode text(JsonNode before, JsonNode after) {
        JsonNode document = SecretNames.document(before.asText());
        JsonNode changed = SecretNames.document(after.asText());
        if (document.isContainerNode() && changed.isContainerNode()) {
            JsonNode shown = hidden(document, changed);
            return shown.equals(document) ? before : TextNode.valueOf(shown.toString());
        }
        if (whole(after.asText())) {
            return before.asText().isEmpty() ? before : after;
        }
        StringBuilder shown = new StringBuilder();
        List<String> lines = after.asText()
                .lines()
                .filter(line -> line.contains(SecretPatterns.HIDDEN))
                .toList();
        boolean any = lines.stream().anyMatch(line -> whole(line.strip()));
        Set<String> stay = after.asText().lines().collect(Collectors.toSet());
        for (String line : before.asText().split("(?<=\n)")) {
            String end = line.endsWith("\n") ? "\n" : "";
            String content = line.substring(0, line.length() - end.length());
            shown.append(lines.stream()
                            .filter(one -> !whole(one.strip()) && matches(content, one))
                            .findFirst()
                            // A line that is nothing but a secret may have replaced any that is gone.
                            .orElse(any && !stay.contains(content) ? SecretPatterns.HIDDEN : content))
                    .append(end);
        }
        return TextNode.valueOf(shown.toString());
    }

    private static boolean whole(String text) {
        return text.equals(SecretPatterns.HIDDEN);
    }

    /** Whether a line is another one with anything in place of the secrets. */
    private static boolean matches(String line, String hidden) {
        int from = 0;
        int at = 0;
        for (int next = hidden.indexOf(SecretPatterns.HIDDEN); next >= 0; ) {
            String between = hidden.substring(at, next);
            int found = from == 0 && at == 0 ? (line.startsWith(between) ? 0 : -1) : line.indexOf(between, from + 1);
            if (found < 0) {
                return false;
            }
            from = found + between.length();
            at = next + SecretPatterns.HIDDEN.length();
            next = hidden.indexOf(SecretPatterns.HIDDEN, at);
        }
        String rest = hidden.substring(at);
        return line.length() > from + rest.length() && line.endsWith(rest);
    }
}
