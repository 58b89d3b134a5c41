package groundplan.redact;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ways to write a whole secret that cannot be recognized in a text, so that the written forms themselves are looked for: backwards, in
 * capitals, with other letters, with something between the characters, in base 58.
 */
final class Disguises {
    /** Shorter ones may be ordinary words when they are written otherwise. */
    private static final int SHORTEST = 8;

    /** Longer ones, such as private keys, are not written in these ways. */
    private static final int LONGEST = 200;

    /** The shortest whose capitals do not matter. */
    private static final int SHORTEST_IN_CAPITALS = 12;

    private static final int ALPHABET = 26;
    private static final int HALF = 13;
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger RADIX = BigInteger.valueOf(BASE58.length());

    private static final int UU_LINE = 45;
    private static final int UU_GROUP = 3;
    private static final int UU_BITS = 6;
    private static final int UU_MASK = 0x3f;

    private Disguises() {}

    /** The forms of a secret; none of one that is too short or too long. */
    static Set<String> of(String secret) {
        if (secret.length() < SHORTEST || secret.length() > LONGEST) {
            return Set.of();
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Set<String> forms = new HashSet<>();
        forms.add(new StringBuilder(secret).reverse().toString());
        forms.add(rotated(secret));
        forms.add(base58(bytes));
        forms.add(new StringBuilder(Base64.getEncoder().withoutPadding().encodeToString(bytes))
                .reverse()
                .toString());
        forms.add(uuencoded(bytes));
        for (String between : new String[] {" ", "-", ",", "."}) {
            forms.add(secret.codePoints().mapToObj(Character::toString).collect(Collectors.joining(between)));
        }
        if (secret.length() >= SHORTEST_IN_CAPITALS && secret.chars().anyMatch(Character::isDigit)) {
            forms.add(secret.toLowerCase(Locale.ROOT));
            forms.add(secret.toUpperCase(Locale.ROOT));
        }
        forms.removeIf(form -> form.length() < SHORTEST);
        return forms;
    }

    /** Each letter replaced by the one thirteen places further (ROT13). */
    private static String rotated(String secret) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            char one = secret.charAt(i);
            char first = one >= 'a' && one <= 'z' ? 'a' : one >= 'A' && one <= 'Z' ? 'A' : 0;
            text.append(first == 0 ? one : (char) (first + (one - first + HALF) % ALPHABET));
        }
        return text.toString();
    }

    private static String base58(byte[] bytes) {
        StringBuilder digits = new StringBuilder();
        for (BigInteger rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(RADIX)) {
            digits.append(BASE58.charAt(rest.mod(RADIX).intValue()));
        }
        return digits.reverse().toString();
    }

    /** The first line as uuencode writes it, without its length and what depends on what comes after the secret. */
    private static String uuencoded(byte[] bytes) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i + UU_GROUP <= Math.min(bytes.length, UU_LINE); i += UU_GROUP) {
            int group = 0;
            for (int j = 0; j < UU_GROUP; j++) {
                group = group << Byte.SIZE | bytes[i + j] & 0xff;
            }
            for (int shift = UU_GROUP * UU_BITS; shift >= 0; shift -= UU_BITS) {
                int digit = group >> shift & UU_MASK;
                line.append(digit == 0 ? '`' : (char) (' ' + digit));
            }
        }
        return line.toString();
    }
}
