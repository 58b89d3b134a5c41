package groundplan.report;

import java.util.regex.Pattern;

/** Values as reports show them: on one line, and no longer than a reader takes in. */
public final class ShownValue {
    /** Characters of a value that a document shows. */
    public static final int MOST = 400;

    /** Characters of a value that a line of a terminal has room for. */
    static final int MOST_ON_A_TERMINAL = 100;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]");

    private ShownValue() {}

    /** A value for a document; null stands for none. */
    public static String of(String value) {
        return of(value, MOST);
    }

    /** A value and the one that it becomes, for a document; null stands for none. */
    public static String change(String before, String after) {
        return of(before) + " -> " + of(after);
    }

    /**
     * A value.
     *
     * @param value the value; null for none
     * @param most characters that are shown; how many more there are is said
     */
    static String of(String value, int most) {
        return cut(whole(value), most);
    }

    /** A value that is not cut; null stands for none. */
    public static String whole(String value) {
        return value == null ? "(none)" : line(value);
    }

    /** A text on one line, cut like a value. */
    public static String cut(String text) {
        return cut(text, MOST);
    }

    private static String cut(String text, int most) {
        int length = text.codePointCount(0, text.length());
        return length <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "... (" + Markdown.count(length - most)
                        + (length - most == 1 ? " more character)" : " more characters)");
    }

    /** Nothing in it moves a terminal's cursor or begins another line. */
    private static String line(String value) {
        return CONTROL.matcher(value).replaceAll(one -> switch (one.group()) {
            case "\n" -> "\\\\n";
            case "\r" -> "\\\\r";
            default -> String.format("\\\\u%04x", (int) one.group().charAt(0));
        });
    }
}
