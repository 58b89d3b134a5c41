package groundplan.live;

import groundplan.references.Template;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes values as HCL. */
final class Hcl {
    /** Characters that would end the string or control a terminal. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Hcl() {}

    /** A value on one line: string, number, boolean, list, map, or null. */
    static String value(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(Hcl::value).toList()) + "]";
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "{}"
                    : "{ "
                            + String.join(
                                    ", ",
                                    map.entrySet().stream()
                                            .map(entry -> value(entry.getKey()) + " = " + value(entry.getValue()))
                                            .toList())
                            + " }";
        }
        return value instanceof String text ? quote(text) : value.toString();
    }

    /** Lines {@code name = value}, with aligned equals signs as {@code terraform fmt} writes them. */
    static String attributes(Map<String, String> rendered, String indent) {
        int width = rendered.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        rendered.forEach((name, value) -> text.append(indent)
                .append(name)
                .append(" ".repeat(width - name.length()))
                .append(" = ")
                .append(value)
                .append('\n'));
        return text.toString();
    }

    /** A quoted string that evaluates to the text. */
    private static String quote(String text) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return '"'
                + CONTROL.matcher(Template.literal(escaped))
                        .replaceAll(found -> String.format(
                                Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)))
                + '"';
    }
}
