package groundplan.hcl;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes values as HCL, on one line. */
public final class HclText {
    private HclText() {}

    /**
     * An expression that evaluates to a value.
     *
     * @throws IllegalArgumentException if it is a number that JSON does not have, such as an infinite one
     */
    public static String of(JsonNode value) {
        if (value.isObject()) {
            StringJoiner items = new StringJoiner(", ", "{ ", " }").setEmptyValue("{}");
            value.properties().forEach(item -> items.add(key(item.getKey()) + " = " + of(item.getValue())));
            return items.toString();
        }
        if (value.isArray()) {
            StringJoiner elements = new StringJoiner(", ", "[", "]");
            value.forEach(element -> elements.add(of(element)));
            return elements.toString();
        }
        if (value.isTextual()) {
            return quoted(value.textValue());
        }
        if (value.isNumber()) {
            return number(value);
        }
        return value.isBoolean() ? value.asText() : "null";
    }

    private static String number(JsonNode value) {
        if (!Double.isFinite(value.doubleValue()) && !value.isBigDecimal() && !value.isBigInteger()) {
            throw new IllegalArgumentException("HCL has no number " + value.asText());
        }
        BigDecimal number = value.decimalValue();
        // Without an exponent while that is readable.
        return Math.abs(number.scale()) <= 40 ? number.toPlainString() : number.toString();
    }

    /** A key of an object: the name itself if it is one, or a text in quotes. */
    public static String key(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_-]*") && !name.equals("for") ? name : quoted(name);
    }

    /** A text in quotes that evaluates to these characters, also if they look like an interpolation. */
    public static String quoted(String text) {
        return '"' + literal(text) + '"';
    }

    /** Literal text of a template in quotes that means these characters. */
    static String literal(String text) {
        return escaped(text.replace("${", "$${").replace("%{", "%%{"));
    }

    /** The same for a text without interpolations. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '\\' -> escaped.append("\\\\");
                case '"' -> escaped.append("\\\"");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (Character.isISOControl(letter)
                            || letter == '\u2028'
                            || letter == '\u2029'
                            || letter == '\ufeff') {
                        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
                    } else {
                        escaped.append(letter);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
