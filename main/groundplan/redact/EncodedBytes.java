package groundplan.redact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a text that may be bytes written with letters and digits: in Base64, Base32, hexadecimal digits or decimal numbers.
 *
 * @param start where it begins
 * @param end where it ends
 * @param texts the texts that the bytes may be
 */
record EncodedBytes(int start, int end, List<String> texts) {
    private static final String DIGIT = "[A-Za-z0-9+/_-]";

    /** The end of a line that is continued, with what may begin the next one. */
    private static final String NEXT_LINE = "[ \\t]*+\\\\?\\R[ \\t\\u2502|>#*]*+";

    /** Between two texts that are put together, or that are elements of a list. */
    private static final String NEXT_TEXT =
            "[\"'][ \\t]*+[+,.&]?[ \\t]*+\\\\?(?:\\R[ \\t\\u2502]*+)?[+,.&]?[ \\t]*+[\"']";

    private static final String HEX = "(?:0x|\\\\x)?[0-9A-Fa-f]{2,}+";

    /** How bytes are written: what they look like, and the texts that one such part may be. */
    private record ByteForm(Pattern pattern, Function<String, List<String>> texts) {}

    private static final List<ByteForm> FORMS = List.of(
            // Of eight characters or more, as that is what the shortest secret is written with; wrapped only if its
            // lines
            // are no words.
            new ByteForm(
                    Pattern.compile(DIGIT + "{8,}+(?:(?<=" + DIGIT + "{16})(?:" + NEXT_LINE + "|" + NEXT_TEXT + ")"
                            + DIGIT + "++)*+={0,2}"),
                    EncodedBytes::base64),
            // Shorter lines, if there are several.
            new ByteForm(
                    Pattern.compile("(?m)^[ \\t]*+" + DIGIT + "{4,15}+(?:" + NEXT_LINE + DIGIT + "{1,15}+={0,2}+(?!"
                            + DIGIT + ")){2,}+"),
                    EncodedBytes::base64),
            new ByteForm(
                    Pattern.compile("(?<![A-Za-z0-9])(?:[A-Z2-7]{10,}+|[a-z2-7]{10,}+|[A-V0-9]{10,}+|[a-v0-9]{10,}+)(?:"
                            + NEXT_LINE + "[A-Za-z0-9]{4,}+)*+(?![A-Za-z0-9_-])"),
                    EncodedBytes::base32),
            new ByteForm(
                    Pattern.compile("[0-9A-Fa-f]{12,}+(?:" + NEXT_LINE + HEX + ")*+|\\b" + HEX
                            + "\\b(?:(?:[ :,\"'-]{1,3}|" + NEXT_LINE + ")" + HEX + "\\b){2,}+"),
                    EncodedBytes::hexadecimal),
            // As a list, or as arguments of functions that make characters of numbers.
            new ByteForm(
                    Pattern.compile("\\b[0-9]{1,6}+(?:[^0-9A-Za-z.:]{1,4}(?:(?i:char|chr|chrw|nchar)[^0-9A-Za-z]{1,3})?"
                            + "[0-9]{1,6}+){5,}+"),
                    EncodedBytes::decimal));

    private static final Pattern NO_DIGITS = Pattern.compile("[^A-Za-z0-9+/_-]++");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String BASE32_HEX = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
    private static final int BASE32_BITS = 5;

    private static final int GROUP = 4;

    /** All such parts of a text. */
    static List<EncodedBytes> in(String text) {
        List<EncodedBytes> found = new ArrayList<>();
        for (ByteForm form : FORMS) {
            Matcher matcher = form.pattern().matcher(text);
            while (matcher.find()) {
                found.add(new EncodedBytes(
                        matcher.start(), matcher.end(), form.texts().apply(matcher.group())));
            }
        }
        return found;
    }

    private static List<String> base64(String token) {
        String digits =
                NO_DIGITS.matcher(token).replaceAll("").replace('-', '+').replace('_', '/');
        List<String> texts = new ArrayList<>();
        // What stands before it, such as a part of a path, may look like a part of it.
        for (int start = 0; start < GROUP && start < digits.length(); start++) {
            String aligned = digits.substring(start);
            // A single digit of the last group says nothing.
            String whole = aligned.length() % GROUP == 1 ? aligned.substring(0, aligned.length() - 1) : aligned;
            texts.addAll(BytesAsText.texts(Base64.getDecoder().decode(whole)));
        }
        return texts;
    }

    private static List<String> base32(String token) {
        List<String> texts = new ArrayList<>();
        for (String alphabet : List.of(BASE32, BASE32_HEX)) {
            byte[] bytes = base32(token, alphabet);
            if (bytes.length > 0) {
                texts.addAll(BytesAsText.texts(bytes));
            }
        }
        return texts;
    }

    /** The bytes; none if the text has a letter that is no digit. */
    private static byte[] base32(String token, String alphabet) {
        byte[] bytes = new byte[token.length() * BASE32_BITS / Byte.SIZE];
        int length = 0;
        int bits = 0;
        int waiting = 0;
        for (int i = 0; i < token.length(); i++) {
            char letter = Character.toUpperCase(token.charAt(i));
            if (!Character.isLetterOrDigit(letter)) {
                continue;
            }
            int digit = alphabet.indexOf(letter);
            if (digit < 0) {
                return new byte[0];
            }
            bits = bits << BASE32_BITS | digit;
            waiting += BASE32_BITS;
            if (waiting >= Byte.SIZE) {
                waiting -= Byte.SIZE;
                bytes[length++] = (byte) (bits >> waiting);
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static List<String> hexadecimal(String token) {
        String digits = token.replaceAll("0x|\\\\x|[^0-9A-Fa-f]", "");
        List<String> texts = new ArrayList<>();
        for (int start = 0; start < 2; start++) {
            int length = (digits.length() - start) / 2 * 2;
            texts.addAll(BytesAsText.texts(HexFormat.of().parseHex(digits, start, start + length)));
        }
        return texts;
    }

    private static List<String> decimal(String token) {
        StringBuilder text = new StringBuilder();
        NUMBER.matcher(token).results().forEach(number -> text.appendCodePoint(Integer.parseInt(number.group())));
        return List.of(text.toString());
    }
}
