package groundplan.redact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a text contains that has a secret's bytes written in base 85: as Ascii85, as Python's {@code b85encode} and as Z85. Of these the
 * secrets are written, not the texts read, because nearly all texts could be in base 85.
 */
final class Base85 {
    /** How many digits four bytes have. */
    static final int GROUP = 5;

    private static final int BYTES = 4;
    private static final int BASE = 85;
    /** A shorter part may be in a text by chance. */
    private static final int SHORTEST = 8;

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static final List<String> ALPHABETS = List.of(
            ascii(),
            "0123456789" + LETTERS + LETTERS.toLowerCase(Locale.ROOT) + "!#$%&()*+-;<=>?@^_`{|}~",
            "0123456789" + LETTERS.toLowerCase(Locale.ROOT) + LETTERS + ".-:+=^!/*?&<>()[]{}@%$#");

    private Base85() {}

    private static String ascii() {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < BASE; i++) {
            digits.append((char) ('!' + i));
        }
        return digits.toString();
    }

    /** The digits of a text by itself, and those of it that are the same whatever is before and after it. */
    static List<String> parts(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        List<String> parts = new ArrayList<>();
        for (String alphabet : ALPHABETS) {
            parts.add(digits(bytes, alphabet));
            for (int start = 0; start < BYTES && start < bytes.length; start++) {
                int whole = (bytes.length - start) / BYTES * BYTES;
                parts.add(digits(Arrays.copyOfRange(bytes, start, start + whole), alphabet));
            }
        }
        return parts.stream().filter(part -> part.length() >= SHORTEST).toList();
    }

    private static String digits(byte[] bytes, String alphabet) {
        StringBuilder digits = new StringBuilder();
        for (int start = 0; start < bytes.length; start += BYTES) {
            long number = 0;
            for (int i = 0; i < BYTES; i++) {
                number = number << Byte.SIZE | (start + i < bytes.length ? bytes[start + i] & 0xff : 0);
            }
            char[] group = new char[GROUP];
            for (int i = GROUP - 1; i >= 0; i--) {
                group[i] = alphabet.charAt((int) (number % BASE));
                number /= BASE;
            }
            // As many digits less as there are bytes less.
            digits.append(group, 0, Math.min(GROUP, bytes.length - start + 1));
        }
        return digits.toString();
    }
}
