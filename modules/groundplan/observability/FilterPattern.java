package groundplan.observability;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Filter patterns of CloudWatch Logs: what it refuses because something that is opened is not closed, a comparison has no value, or
 * a term needs quotation marks. Whether a pattern is right beyond that, only CloudWatch Logs says. Source: "Filter pattern syntax
 * for metric filters" in its User Guide.
 */
final class FilterPattern {
    private static final Map<Character, Character> CLOSING = Map.of('{', '}', '[', ']', '(', ')');

    /** What is compared as it is: text, and regular expressions. */
    private static final Pattern QUOTED = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"|%[^%]*+%");

    private static final Pattern WITHOUT_VALUE = Pattern.compile("[=<>]\\s*+(?:[)}\\],]|&&|\\|\\|)");

    private static final Pattern WHITESPACE = Pattern.compile("\\s+");

    private FilterPattern() {}

    /** What is wrong with a pattern. */
    static Optional<String> problem(String text) {
        String pattern = text.strip();
        boolean structured = pattern.startsWith("{") || pattern.startsWith("[");
        Deque<Character> open = new ArrayDeque<>();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char one = pattern.charAt(i);
            if (one == '\\') {
                i++;
            } else if (one == '"') {
                quoted = !quoted;
            } else if (!quoted && structured && CLOSING.containsKey(one)) {
                open.push(CLOSING.get(one));
            } else if (!quoted && structured && CLOSING.containsValue(one) && (open.isEmpty() || open.pop() != one)) {
                return Optional.of("has a '" + one + "' that closes nothing");
            }
        }
        if (quoted) {
            return Optional.of("has a quotation mark that is not closed");
        }
        if (!open.isEmpty()) {
            return Optional.of("has no '" + open.peek() + "' where one is opened");
        }
        return structured ? comparison(pattern) : term(pattern);
    }

    private static Optional<String> comparison(String pattern) {
        String plain = QUOTED.matcher(pattern).replaceAll("0");
        if (plain.contains("==")) {
            return Optional.of("compares with '=='; write '='");
        }
        return WITHOUT_VALUE.matcher(plain).find()
                ? Optional.of("has a comparison without a value to compare with")
                : Optional.empty();
    }

    private static Optional<String> term(String pattern) {
        String plain = QUOTED.matcher(pattern).replaceAll("0");
        return WHITESPACE
                .splitAsStream(plain)
                .filter(term -> !term.matches("[-?]?[\\p{L}\\p{N}_]*"))
                .findFirst()
                .map(term ->
                        "the term '" + term + "' has other characters than letters, digits and _, so it needs quotation"
                                + " marks: \"" + term.replaceFirst("^[-?]", "") + "\"");
    }

    /** Whether a metric can have the value: a number, or a field that the pattern names. */
    static boolean value(String text) {
        return text.matches(
                "-?[0-9]{1,20}(\\.[0-9]{1,20})?|\\$[A-Za-z_][A-Za-z0-9_-]{0,90}|\\$(\\.[^\\s.]{1,90}){1,20}");
    }
}
