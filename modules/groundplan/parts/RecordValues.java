package groundplan.parts;

import groundplan.kernel.Check;
import groundplan.kernel.IpAddresses;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values of DNS records in the forms that Route 53 accepts. Source: "Supported DNS record types" in Amazon Route 53's Developer Guide.
 */
public final class RecordValues {
    private static final String NUMBER = "(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5]?[0-9]{1,4})";
    private static final String HOST =
            "([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.){0,20}[A-Za-z0-9_-]{1,63}\\.?";

    /** The longest string of a TXT record; a longer value is several strings. */
    private static final int LONGEST_STRING = 255;

    private static final Map<String, Form> FORMS = Map.of(
            "CAA", new Form("(0|128) [a-z0-9]{1,15} \".{0,255}\"", "0 issue \"amazon.com\""),
            "CNAME", new Form(HOST, "www.example.com"),
            "DS",
                    new Form(
                            NUMBER + " [0-9]{1,3} [0-9]{1,3} [0-9A-Fa-f]{40,96}",
                            "12345 13 2 and the digest in hexadecimal digits"),
            "MX", new Form(NUMBER + " (" + HOST + "|\\.)", "10 mail.example.com"),
            "NS", new Form(HOST, "ns-1.example.com"),
            "SRV", new Form(NUMBER + " " + NUMBER + " " + NUMBER + " (" + HOST + "|\\.)", "1 10 5060 sip.example.com"));

    private RecordValues() {}

    /** Reports the values that are not of their type's form. */
    public static void check(String type, List<String> values, String key, Check check) {
        values.forEach(value -> problem(type, value).ifPresent(problem -> check.problem(key, problem)));
    }

    private static Optional<String> problem(String type, String value) {
        return switch (type) {
            case "A" -> IpAddresses.ipv4Problem(value);
            case "AAAA" -> IpAddresses.ipv6Problem(value);
            case "TXT" -> textProblem(value);
            default ->
                FORMS.get(type).has(value)
                        ? Optional.empty()
                        : Optional.of("'" + value + "' is not the value of a record of type " + type + ", such as "
                                + FORMS.get(type).example());
        };
    }

    private static Optional<String> textProblem(String value) {
        for (String one : value.split("\" \"|\"\"", -1)) {
            if (one.matches("(?s)(.*[^\\\\])?\".*")) {
                return Optional.of("'" + value + "' has a quotation mark; write \\\" for one in the text");
            }
            if (one.length() > LONGEST_STRING) {
                return Optional.of("a string of a TXT record has at most " + LONGEST_STRING
                        + " characters, but this has " + one.length() + "; split it with \" \" in the value");
            }
        }
        return Optional.empty();
    }

    /** A regular expression, and an example. */
    private record Form(String pattern, String example) {
        boolean has(String value) {
            return value.matches(pattern);
        }
    }
}
