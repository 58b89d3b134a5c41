package groundplan.redact;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Finds secrets in a text, as they are and encoded: each encoding that occurs in the text is decoded, also one in another one, and
 * the secrets are looked for in what results. The work depends on the length of the text, not on the number of secrets.
 */
final class EncodedSecrets {
    /** How many encodings may be within each other. */
    private static final int DEEPEST = 3;

    /** The maximum number of ways in which a text is read. */
    private static final int MOST = 24;

    /** Of the characters of a text more than half are those of ASCII; of random bytes it is a third. */
    private static final int HALF = 2;

    private final SecretSearch search;

    EncodedSecrets(Collection<String> secrets) {
        this(secrets, UnaryOperator.identity());
    }

    /** @param reading how the search reads a text */
    EncodedSecrets(Collection<String> secrets, UnaryOperator<CharSequence> reading) {
        this.search = new SecretSearch(secrets, reading);
    }

    /** A text with the secrets hidden, and each part that is the Base64 or the hexadecimal form of a text with one. */
    String hide(String text) {
        BitSet marks = new BitSet(text.length());
        mark(text, marks, 0);
        return SecretPatterns.hide(text, marks);
    }

    private void mark(String text, BitSet marks, int depth) {
        DecodedText original = DecodedText.of(text);
        Deque<DecodedText> open = new ArrayDeque<>(Set.of(original));
        Deque<DecodedText> next = new ArrayDeque<>();
        Set<String> seen = new HashSet<>(Set.of(text));
        for (int level = 0; level <= DEEPEST && !open.isEmpty(); level++) {
            for (DecodedText one : open) {
                search.find(one, marks);
                if (!one.equals(original)) {
                    SecretPatterns.credentials(one.text())
                            .forEach(found -> one.mark(marks, found.start(), found.end()));
                }
                bytes(one, marks, depth);
                for (TextEncoding encoding : TextEncoding.ALL) {
                    DecodedText decoded = encoding.decode(one);
                    if (!decoded.equals(one) && seen.size() < MOST && seen.add(decoded.text())) {
                        next.add(decoded);
                    }
                }
            }
            open = next;
            next = new ArrayDeque<>();
        }
    }

    private void bytes(DecodedText text, BitSet marks, int depth) {
        for (EncodedBytes encoded : EncodedBytes.in(text.text())) {
            if (encoded.texts().stream().anyMatch(plain -> reveals(plain, depth + 1))) {
                text.mark(marks, encoded.start(), encoded.end());
            }
        }
    }

    private boolean reveals(String plain, int depth) {
        BitSet marks = new BitSet();
        long ascii = plain.chars()
                .filter(one -> one >= ' ' && one <= '~' || Character.isWhitespace(one))
                .count();
        if (ascii * HALF <= plain.length() || depth > DEEPEST) {
            // Bytes that are no text may still contain one.
            search.find(DecodedText.of(plain), marks);
            return !marks.isEmpty();
        }
        mark(plain, marks, depth);
        return !marks.isEmpty() || !SecretPatterns.hide(plain).equals(plain);
    }
}
