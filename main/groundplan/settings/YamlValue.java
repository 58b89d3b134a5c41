package groundplan.settings;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes values as YAML on one line. */
final class YamlValue {
    /** What needs no quotes anywhere, as far as its form goes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/_][A-Za-z0-9_./@=+-]*(:[A-Za-z0-9_./@=+-]+)*");

    private YamlValue() {}

    /** The value, which reads back as the same one. */
    static String of(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return switch (scalar.type()) {
                case TEXT -> text(scalar.text());
                case NOTHING -> "null";
                default -> scalar.text();
            };
        }
        if (node instanceof Node.Sequence list) {
            return "["
                    + String.join(", ", list.items().stream().map(YamlValue::of).toList()) + "]";
        }
        Node.Mapping mapping = (Node.Mapping) node;
        return "{"
                + String.join(
                        ", ",
                        mapping.entries().entrySet().stream()
                                .map(entry -> text(entry.getKey()) + ": "
                                        + of(entry.getValue().value()))
                                .toList())
                + "}";
    }

    /** A text, quoted where another reader of YAML could take it for something else. */
    static String text(String text) {
        List<Problem> problems = new ArrayList<>();
        boolean plain = PLAIN.matcher(text).matches()
                && !text.matches("(?i)y|n|yes|no|on|off|true|false|null")
                && YamlFile.parseValue(text, "", problems) instanceof Node.Scalar scalar
                && scalar.type() == Node.Type.TEXT;
        return plain ? text : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
