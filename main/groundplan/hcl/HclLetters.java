package groundplan.hcl;

import java.util.Locale;
import java.util.Map;

/** Which characters mean what. */
final class HclLetters {
    private static final Map<String, String> INSTEAD = Map.of(
            "&", "HCL has no bitwise operators; write && for a logical and",
            "|", "HCL has no bitwise operators; write || for a logical or",
            "^", "HCL has no bitwise operators; call pow() for a power",
            "~", "HCL has no bitwise operators; write ! for a logical not",
            "`", "` has no meaning in HCL; write a heredoc (<<EOT) for a text of several lines",
            "'", "' has no meaning in HCL; write texts in double quotes",
            ";", "; has no meaning in HCL; write each argument on a line of its own",
            "\r", "a carriage return must be followed by a line feed");

    private HclLetters() {}

    static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    static boolean startsName(int letter) {
        return letter == '_' || Character.isUnicodeIdentifierStart(letter);
    }

    private static boolean continuesName(int letter) {
        return letter == '-' || Character.isUnicodeIdentifierPart(letter) && !Character.isIdentifierIgnorable(letter);
    }

    /** The end of a name that starts here; the position itself if none does. */
    static int nameEnd(String text, int start) {
        if (start >= text.length() || !startsName(text.codePointAt(start))) {
            return start;
        }
        int end = start;
        while (end < text.length() && continuesName(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** White space as Go's library defines it, which is what Terraform strips. */
    static boolean isSpace(int letter) {
        return letter >= '\t' && letter <= '\r' || letter == 0x85 || Character.isSpaceChar(letter);
    }

    static String stripStart(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    static String strip(String text) {
        return stripStart(stripEnd(text));
    }

    static String whatToWriteInsteadOf(String character) {
        String known = INSTEAD.get(character);
        if (known != null) {
            return known;
        }
        if ("\u201c\u201d\u201e".contains(character)) {
            return "curly quotes have no meaning in HCL; write texts in straight double quotes (\")";
        }
        return String.format(
                Locale.ROOT, "the character U+%04X has no meaning in HCL; remove it", character.codePointAt(0));
    }
}
