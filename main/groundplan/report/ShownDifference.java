package groundplan.report;

import groundplan.difference.Base64Text;
import groundplan.json.ContentHash;
import groundplan.plan.AttributeChange;

/**
 * A value before and after a change as reports show it: long values are cut around the place where they differ, so that what differs
 * can be seen.
 *
 * @param text what is shown
 * @param cut whether a part of what differs is left out
 */
record ShownDifference(String text, boolean cut) {
    /** The number of equal characters that stay on each side of what differs. */
    private static final int CONTEXT = 24;

    private static final String ELLIPSIS = "...";

    /**
     * Both sides.
     *
     * @param before null if there is none
     * @param after null if there is none
     * @param most the maximum number of characters of one side
     */
    static ShownDifference of(String before, String after, int most) {
        String old = readable(ShownValue.whole(before), most);
        String now = readable(ShownValue.whole(after), most);
        if (AttributeChange.UNKNOWN.equals(after) && length(old) > most) {
            // The former value is not what changes; it only has to be recognized.
            return new ShownDifference("(" + Markdown.count(length(old)) + " characters) -> " + now, false);
        }
        if (length(old) <= most && length(now) <= most || before == null || after == null) {
            return new ShownDifference(
                    ShownValue.cut(old, most) + " -> " + ShownValue.cut(now, most),
                    length(old) > most || length(now) > most);
        }
        int start = common(old, now);
        int end = commonEnd(old, now, Math.min(old.length(), now.length()) - start);
        int from = boundary(old, Math.max(0, start - CONTEXT));
        int rest = Math.max(0, end - CONTEXT);
        String oldPart = part(old, from, rest);
        String nowPart = part(now, from, rest);
        return new ShownDifference(
                ShownValue.cut(oldPart, most) + " -> " + ShownValue.cut(nowPart, most),
                length(oldPart) > most || length(nowPart) > most);
    }

    /** One side, for what is added or removed. */
    static ShownDifference of(String value, int most) {
        String whole = readable(ShownValue.whole(value), most);
        return new ShownDifference(ShownValue.cut(whole, most), length(whole) > most);
    }

    /** A value, or the digest of one that nobody can read, such as a packed archive. */
    private static String readable(String whole, int most) {
        return length(whole) > most && Base64Text.is(whole)
                ? "(" + Markdown.count(whole.length()) + " characters of Base64, SHA-256 " + ContentHash.sha256(whole)
                        + ")"
                : whole;
    }

    private static String part(String text, int from, int rest) {
        int end = text.length() - rest;
        boolean inPair = end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return (from > 0 ? ELLIPSIS : "") + text.substring(from, inPair ? end + 1 : end) + (rest > 0 ? ELLIPSIS : "");
    }

    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static int common(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int at = 0;
        while (at < most && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    private static int commonEnd(String one, String other, int most) {
        int at = 0;
        while (at < most && one.charAt(one.length() - 1 - at) == other.charAt(other.length() - 1 - at)) {
            at++;
        }
        return at;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
