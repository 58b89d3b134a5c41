package groundplan.observability;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * Filter patterns of CloudWatch Logs: what it refuses because something that is opened is not closed. Whether a pattern is right
 * beyond that, only CloudWatch Logs says. Source: "Filter pattern syntax for metric filters" in its User Guide.
 */
final class FilterPattern {
    private static final Map<Character, Character> CLOSING = Map.of('{', '}', '[', ']', '(', ')');

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
        return quoted
                ? Optional.of("has a quotation mark that is not closed")
                : Optional.ofNullable(open.peek()).map(missing -> "has no '" + missing + "' where one is opened");
    }

    /** Whether a metric can have the value: a number, or a field that the pattern names. */
    static boolean value(String text) {
        return text.matches(
                "-?[0-9]{1,20}(\\.[0-9]{1,20})?|\\$[A-Za-z_][A-Za-z0-9_-]{0,90}|\\$(\\.[^\\s.]{1,90}){1,20}");
    }
}
