package groundplan.hcl;

/** Where tokens end that have no closing sign. */
final class TokenEnds {
    private TokenEnds() {}

    /** After a line break at this position; the position itself if there is none. */
    static int newline(String text, int from) {
        if (text.startsWith("\n", from)) {
            return from + 1;
        }
        return text.startsWith("\r\n", from) ? from + 2 : from;
    }

    /** Digits, dots and exponents; whether it is a number is seen by who reads it. It does not end in a dot. */
    static int number(String text, int at) {
        int end = at + 1;
        int i = end;
        while (i < text.length()) {
            char next = text.charAt(i);
            if (HclLetters.isDigit(next)) {
                end = ++i;
            } else if (next == '.') {
                i++;
            } else if (next == 'e' || next == 'E') {
                int digit = i + 1 < text.length() && "+-".indexOf(text.charAt(i + 1)) >= 0 ? i + 2 : i + 1;
                if (digit >= text.length() || !HclLetters.isDigit(text.charAt(digit))) {
                    break;
                }
                end = i = digit + 1;
            } else {
                break;
            }
        }
        return end;
    }

    /**
     * The end of literal text: before one of these characters, before an interpolation, before an incomplete escape. Outside of quotes
     * Terraform also ends it after a dollar or percent sign and one character before a line break. A strip marker sees that.
     */
    static int literal(String text, int at, String stops, boolean escapes) {
        int end = at;
        while (end < text.length() && stops.indexOf(text.charAt(end)) < 0) {
            char next = text.charAt(end);
            if ((next == '$' || next == '%') && end + 1 < text.length()) {
                boolean doubled = text.charAt(end + 1) == next;
                if (doubled && text.startsWith("{", end + 2)) {
                    end += 3;
                    continue;
                }
                if (text.charAt(end + 1) == '{') {
                    break;
                }
                if (!escapes && text.charAt(end + 1) < 0x80 && newline(text, end + 2) > end + 2) {
                    return end + 2;
                }
            }
            if (escapes && next == '\\') {
                if (end + 1 == text.length() || "\r\n".indexOf(text.charAt(end + 1)) >= 0) {
                    break;
                }
                end++;
            }
            end++;
        }
        return end;
    }
}
