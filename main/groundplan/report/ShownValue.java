package groundplan.report;

import groundplan.console.VisibleText;

/** Values as reports show them: on one line, and truncated if they are long. */
public final class ShownValue {
    /** The maximum number of characters of a value in a document. */
    public static final int MOST = 400;

    /** The maximum number of characters of a value on a terminal. */
    static final int MOST_ON_A_TERMINAL = 100;

    private ShownValue() {}

    /** A value for a document; null if there is none. */
    public static String of(String value) {
        return of(value, MOST);
    }

    /**
     * A value, truncated.
     *
     * @param value the value; null if there is none
     * @param most the maximum number of characters, after which the number of further ones is given
     */
    static String of(String value, int most) {
        return cut(whole(value), most);
    }

    /** A value that is not truncated; null if there is none. */
    public static String whole(String value) {
        return value == null ? "(none)" : VisibleText.line(value);
    }

    /** A text that is on one line already, truncated like a value. */
    public static String cut(String text) {
        return cut(text, MOST);
    }

    static String cut(String text, int most) {
        int length = text.codePointCount(0, text.length());
        return length <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "... (" + Markdown.count(length - most)
                        + (length - most == 1 ? " more character)" : " more characters)");
    }
}
