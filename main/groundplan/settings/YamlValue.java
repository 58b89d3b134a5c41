package groundplan.settings;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes values as YAML on one line. */
final class YamlValue {
    /** Text whose form needs no quotes anywhere. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/_][A-Za-z0-9_./@=+-]*+(?::[A-Za-z0-9_./@=+-]++)*+");

    /** Text that may be read as another type: null, a boolean, a number. */
    private static final Pattern OTHER_TYPE = Pattern.compile("(?i)|null|true|false|[-+.~0-9][-+.~0-9_a-z:]*");

    /** Text that looks like a number to people, such as a version. */
    private static final Pattern DIGITS = Pattern.compile("[0-9.]*");

    /** Characters that JSON allows in a string, and that YAML reads as line breaks or does not allow. */
    private static final Pattern ESCAPED =
            Pattern.compile("[\\x7f-\\x9f\\x{2028}\\x{2029}\\x{feff}\\x{fffe}\\x{ffff}\\p{Cs}]");

    /** Characters that end a text or begin something else: in a list or a map on one line, and anywhere. */
    private static final Pattern SPECIAL_WITHIN = Pattern.compile("^:|[\\[\\]{},?]");

    private static final Pattern SPECIAL = Pattern.compile(
            "^([-?:]|---|\\.\\.\\.)(\\s|$)|^[,\\[\\]{}#&*!|>'\"%@`]|^\\s|\\s$|:(\\s|$)|\\s#|\\p{Cntrl}|" + ESCAPED);

    private YamlValue() {}

    /** The value as YAML, which parses to the same value. */
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

    /**
     * A text for people, quoted if it could be read as something else.
     *
     * @param within whether it is in a list or a map on one line
     */
    static String readable(String text, boolean within) {
        boolean plain = !SPECIAL.matcher(text).find()
                && !(within && SPECIAL_WITHIN.matcher(text).find())
                && !DIGITS.matcher(text).matches()
                && (!OTHER_TYPE.matcher(text).matches() || isText(text));
        return plain ? text : quoted(text);
    }

    /** A text, quoted if another YAML parser could read it as something else. */
    static String text(String text) {
        boolean plain =
                PLAIN.matcher(text).matches() && !text.matches("(?i)y|n|yes|no|on|off|true|false|null") && isText(text);
        return plain ? text : quoted(text);
    }

    private static boolean isText(String text) {
        return YamlFile.parseValue(text, "", new ArrayList<>()) instanceof Node.Scalar scalar
                && scalar.type() == Node.Type.TEXT;
    }

    private static String quoted(String text) {
        String json = new String(JsonStringEncoder.getInstance().quoteAsString(text));
        return '"'
                + ESCAPED.matcher(json)
                        .replaceAll(found -> String.format(
                                Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)))
                + '"';
    }
}
