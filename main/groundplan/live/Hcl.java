package groundplan.live;

import groundplan.hcl.HclText;
import java.util.List;
import java.util.Map;

/** Writes values as HCL. */
final class Hcl {
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
        return value instanceof String text ? HclText.quoted(text) : value.toString();
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
}
