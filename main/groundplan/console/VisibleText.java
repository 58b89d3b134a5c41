package groundplan.console;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text in which every character can be seen. Values, keys and messages come from other programs and people: a character that moves the
 * cursor, turns the direction of writing, begins a line or is not displayed would show something else than what is there.
 */
public final class VisibleText {
    /** Control and format characters, other line breaks, halves of characters, and letters and marks that are empty. */
    private static final String HIDDEN =
            "\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\x{115f}\\x{1160}\\x{3164}\\x{ffa0}\\x{2800}"
                    + "\\x{34f}\\x{17b4}\\x{17b5}\\x{fe00}-\\x{fe0f}\\x{e0100}-\\x{e01ef}";

    /** Spaces that look like the usual one, and marks that are piled on others. */
    private static final String MISLEADING = "|[\\p{Zs}&&[^ ]]|(?<=\\p{Mn}{2})\\p{Mn}";

    /** Letters of two scripts side by side, of which some look alike: those of the rarer scripts here. */
    private static final String MIXED =
            "|(?<=\\p{IsLatin})[\\p{IsCyrillic}\\p{IsGreek}]|[\\p{IsCyrillic}\\p{IsGreek}](?=\\p{IsLatin})";

    private static final Pattern ON_A_LINE = Pattern.compile("[" + HIDDEN + "&&[^\\t]]" + MISLEADING + MIXED);

    private static final Pattern ON_LINES = Pattern.compile("\\r\\n|[" + HIDDEN + "&&[^\\t\\n]]" + MISLEADING + MIXED);

    /** What GitHub's and others' runners execute when they see it in a job's log: at the beginning of a line, or anywhere. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)(?<=^[ \\t]{0,40}):(?=:[A-Za-z-]{1,40}(?: [^\\n]{0,2000}?)?::)|#(?=#(?:vso|teamcity)?\\[[A-Za-z])");

    private VisibleText() {}

    /** A text on one line; what cannot be seen is escaped as in JSON, and so is what runners of jobs would execute. */
    public static String line(String text) {
        if (isUsual(text)) {
            return withoutCommands(text);
        }
        return withoutCommands(
                ON_A_LINE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(escaped(found.group()))));
    }

    /** A text of one or more lines; what cannot be seen is escaped as in JSON, and so is what runners of jobs would execute. */
    public static String lines(String text) {
        return withoutCommands(seen(text));
    }

    /** Whether a text has only printable characters of ASCII and tabs, as most do. A value may have megabytes. */
    private static boolean isUsual(String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if ((one < ' ' || one > '~') && one != '\t') {
                return false;
            }
        }
        return true;
    }

    /** A text with the first character of each command of a workflow escaped, such as that of {@code ::add-mask::}. */
    private static String withoutCommands(String text) {
        return text.contains("::") || text.contains("##")
                ? COMMAND.matcher(text).replaceAll(found -> Matcher.quoteReplacement(escaped(found.group())))
                : text;
    }

    /** A text of one or more lines in which commands of workflows stay. */
    static String seen(String text) {
        if (isUsual(text)) {
            return text;
        }
        return ON_LINES.matcher(text)
                .replaceAll(found ->
                        found.group().equals("\r\n") ? "\n" : Matcher.quoteReplacement(escaped(found.group())));
    }

    private static String escaped(String character) {
        return switch (character) {
            case "\n" -> "\\n";
            case "\r" -> "\\r";
            default ->
                character
                        .chars()
                        .mapToObj(one -> String.format(Locale.ROOT, "\\u%04x", one))
                        .collect(Collectors.joining());
        };
    }
}
