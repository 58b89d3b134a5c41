package groundplan.redact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A part of a text that may be bytes written in Base64 or in hexadecimal digits.
 *
 * @param start where it begins
 * @param end where it ends
 * @param texts the texts that the bytes may be
 */
record EncodedBytes(int start, int end, List<String> texts) {
    private static final String DIGIT = "[A-Za-z0-9+/_-]";

    /** Of eight characters or more, as that is what the shortest secret is written with; wrapped only if its lines are no words. */
    private static final Pattern BASE64 =
            Pattern.compile(DIGIT + "{8,}+(?:(?<=" + DIGIT + "{16})[ \\t]*+\\R[ \\t\\u2502]*+" + DIGIT + "++)*+={0,2}");

    private static final Pattern NO_DIGITS = Pattern.compile("[^A-Za-z0-9+/_-]++");

    private static final Pattern HEXADECIMAL = Pattern.compile(
            "[0-9A-Fa-f]{12,}+|\\b(?:0x)?[0-9A-Fa-f]{2}\\b(?:[ :,-]{1,2}(?:0x)?[0-9A-Fa-f]{2}\\b){5,}+");

    private static final int MOST_BYTES = 1024 * 1024;
    private static final int GROUP = 4;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    /** Of text in UTF-16 about every second byte is zero. */
    private static final int WIDE = 4;

    /** All such parts of a text. */
    static List<EncodedBytes> in(String text) {
        List<EncodedBytes> found = new ArrayList<>();
        Matcher base64 = BASE64.matcher(text);
        while (base64.find()) {
            found.add(new EncodedBytes(base64.start(), base64.end(), base64(base64.group())));
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        while (hexadecimal.find()) {
            found.add(new EncodedBytes(hexadecimal.start(), hexadecimal.end(), hexadecimal(hexadecimal.group())));
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
            texts.addAll(texts(Base64.getDecoder().decode(whole)));
        }
        return texts;
    }

    private static List<String> hexadecimal(String token) {
        String digits = token.replaceAll("0x|[^0-9A-Fa-f]", "");
        List<String> texts = new ArrayList<>();
        for (int start = 0; start < 2; start++) {
            int length = (digits.length() - start) / 2 * 2;
            texts.addAll(texts(HexFormat.of().parseHex(digits, start, start + length)));
        }
        return texts;
    }

    /** The texts that bytes may be: each byte a character, or two of them. */
    private static List<String> texts(byte[] given) {
        byte[] bytes = unpacked(given);
        List<String> texts = new ArrayList<>();
        // That also reads UTF-16 of ASCII, whatever the order of its bytes.
        String single = new String(bytes, StandardCharsets.ISO_8859_1);
        String text = single.replace("\0", "");
        texts.add(text);
        if ((single.length() - text.length()) * WIDE > single.length()
                && !text.chars().allMatch(one -> one < 0x80)) {
            for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                texts.add(new String(bytes, wide));
            }
        }
        return texts;
    }

    private static byte[] unpacked(byte[] bytes) {
        if (bytes.length < GZIP.length || bytes[0] != GZIP[0] || bytes[1] != GZIP[1]) {
            return bytes;
        }
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return packed.readNBytes(MOST_BYTES);
        } catch (IOException notPacked) {
            return bytes;
        }
    }
}
