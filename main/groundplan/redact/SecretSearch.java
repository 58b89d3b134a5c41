package groundplan.redact;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ahocorasick.trie.Trie;

/**
 * Looks for many texts at once: a text is read once, however many secrets there are. It also finds one whose lines are indented or
 * framed, one that was wrapped, and one that is put together of parts.
 */
final class SecretSearch {
    /** Shorter texts are not broken in the middle of a word. */
    private static final int LONG_WORD = 12;

    /** White space, with what may begin a line: the frame of Terraform's messages, the marks of quotations, comments and lists. */
    private static final Pattern SPACE = Pattern.compile("\\s[\\s\\u2500-\\u257f|>#*]*+");

    /** What may stand between the parts of a text that is wrapped or put together: space, marks of lines, quotes and operators. */
    private static final Pattern BETWEEN_PARTS = Pattern.compile("[\\s\\u2500-\\u257f|>#*\"'+,.&\\\\]++");

    /** Where a text has parts. */
    private static final Pattern PARTS = Pattern.compile("[\\r\\n]|[\"'][ \\t]{0,20}[+,.&]?[ \\t]{0,20}[\"']");

    private final Trie exact;
    /** Those of several words, with a single space between them. */
    private final Trie words;

    private final boolean ofWords;
    /** Those that may be broken anywhere, without what may be between the parts. */
    private final Trie broken;

    /** What secrets contain, as their bytes are written in base 85. */
    private final Trie base85;

    /** How a text is read. */
    private final UnaryOperator<CharSequence> reading;

    SecretSearch(Collection<String> secrets, UnaryOperator<CharSequence> reading) {
        this.reading = reading;
        Set<String> all = new TreeSet<>(secrets);
        // As the bytes of decoded data are read.
        secrets.forEach(
                secret -> all.add(new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
        Set<String> written = new TreeSet<>(all);
        secrets.forEach(secret -> written.addAll(Disguises.of(secret)));
        this.exact = trie(written);
        Set<String> spaced = all.stream()
                .map(secret -> SPACE.matcher(secret).replaceAll(" "))
                .filter(secret -> secret.indexOf(' ') >= 0)
                .collect(Collectors.toSet());
        this.words = trie(spaced);
        this.ofWords = !spaced.isEmpty();
        this.broken = trie(all.stream()
                .map(secret -> BETWEEN_PARTS.matcher(secret).replaceAll(""))
                .filter(secret -> secret.length() >= LONG_WORD)
                .collect(Collectors.toSet()));
        this.base85 = trie(secrets.stream()
                .flatMap(secret -> Base85.parts(secret).stream())
                .collect(Collectors.toSet()));
    }

    private static Trie trie(Collection<String> texts) {
        return Trie.builder().addKeywords(texts).build();
    }

    /** Marks where a text contains a secret. */
    void find(DecodedText text, BitSet marks) {
        find(exact, text, marks, 0);
        find(base85, text, marks, Base85.GROUP - 1);
        if (PARTS.matcher(text.text()).find()) {
            find(broken, text.decode(BETWEEN_PARTS, between -> ""), marks, 0);
        }
        if (ofWords) {
            find(words, text.decode(SPACE, found -> " "), marks, 0);
        }
    }

    /** @param beside how many characters on each side may belong to what was found */
    private void find(Trie secrets, DecodedText text, BitSet marks, int beside) {
        secrets.parseText(reading.apply(text.text()), found -> {
            int start = found.getStart();
            int end = found.getEnd() + 1;
            for (int i = 0; i < beside && start > 0 && !isSpace(text, start - 1); i++) {
                start--;
            }
            for (int i = 0; i < beside && end < text.text().length() && !isSpace(text, end); i++) {
                end++;
            }
            text.mark(marks, start, end);
            return true;
        });
    }

    private static boolean isSpace(DecodedText text, int position) {
        return Character.isWhitespace(text.text().charAt(position));
    }
}
