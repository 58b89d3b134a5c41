package groundplan.settings;

import java.util.Locale;
import java.util.Optional;

/** Which characters settings may contain. */
final class Characters {
    private Characters() {}

    /** The index of the first character at or after an index that settings may not contain. */
    static Optional<Integer> refused(String text, int from) {
        for (int i = from; i < text.length(); ) {
            char unit = text.charAt(i);
            if (unit >= ' ' && unit <= '~') {
                i++;
                continue;
            }
            int point = text.codePointAt(i);
            if (isRefused(point)) {
                return Optional.of(i);
            }
            i += Character.charCount(point);
        }
        return Optional.empty();
    }

    /** What is wrong with a character that settings may not contain. */
    static String problem(int point) {
        String kind = point == '\ufeff'
                ? "a byte order mark"
                : Character.isISOControl(point)
                        ? "a control character"
                        : isSurrogate(point) ? "half of a surrogate pair" : "not a character in Unicode";
        return String.format(Locale.ROOT, "U+%04X is %s, which settings may not contain; remove it", point, kind);
    }

    /** YAML forbids most of these in a file, but not in escapes; a mark and a noncharacter are mistakes in both. */
    private static boolean isRefused(int point) {
        return Character.isISOControl(point) && point != '\t' && point != '\n' && point != '\r'
                || point == '\ufeff'
                || isSurrogate(point)
                || point >= LiteralText.MASK && point <= '\ufdef'
                || (point & 0xfffe) == 0xfffe;
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
