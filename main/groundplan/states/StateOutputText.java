package groundplan.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Writes values of outputs as {@code terraform output} does, in the syntax of Terraform's language. */
public final class StateOutputText {
    private static final String INDENT = "  ";

    private StateOutputText() {}

    /**
     * A value with the type that the state records for it.
     *
     * @param type {@code "string"}, or a list such as {@code ["list", "string"]}
     */
    public static String of(JsonNode value, JsonNode type) {
        return of(value, type, "");
    }

    private static String of(JsonNode value, JsonNode type, String indent) {
        String kind = type.isArray() ? type.path(0).asText() : type.asText();
        JsonNode of = type.path(1);
        if (value.isNull()) {
            return "null";
        }
        if (value.isTextual()) {
            return quoted(value.asText());
        }
        if (value.isArray()) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                lines.add(of(value.path(i), kind.equals("tuple") ? of.path(i) : of, indent + INDENT) + ",");
            }
            return kind.equals("list") || kind.equals("set")
                    ? "to" + kind + "(" + block("[", lines, "]", indent) + ")"
                    : block("[", lines, "]", indent);
        }
        if (value.isObject()) {
            List<String> lines = new ArrayList<>();
            value.properties()
                    .forEach(entry -> lines.add(quoted(entry.getKey()) + " = "
                            + of(
                                    entry.getValue(),
                                    kind.equals("object") ? of.path(entry.getKey()) : of,
                                    indent + INDENT)));
            return kind.equals("map")
                    ? "tomap(" + block("{", lines, "}", indent) + ")"
                    : block("{", lines, "}", indent);
        }
        return value.asText();
    }

    private static String block(String open, List<String> lines, String close, String indent) {
        if (lines.isEmpty()) {
            return open + close;
        }
        StringBuilder text = new StringBuilder(open).append('\n');
        lines.forEach(line -> text.append(indent).append(INDENT).append(line).append('\n'));
        return text.append(indent).append(close).toString();
    }

    /** A string literal, in which nothing is a template. */
    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                        .replace("${", "$${")
                        .replace("%{", "%%{")
                + "\"";
    }
}
