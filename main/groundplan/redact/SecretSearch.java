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
 * framed, or that was wrapped.
 */
final class SecretSearch {
    /** Shorter texts are not wrapped in the middle of a word. */
    private static final int LONG_WORD = 16;

    /** White space, with what may begin a line: the frame of Terraform's messages, the marks of quotations, comments and lists. */
    private static final Pattern SPACE = Pattern.compile("\\s[\\s\\u2500-\\u257f|>#*]*+");

    private final Trie exact;
    /** Those of several words, with a single space between them. */
    private final Trie words;

    private final boolean ofWords;
    /** Those that may be broken anywhere, without line breaks. */
    private final Trie broken;

    /** How a text is read. */
    private final UnaryOperator<CharSequence> reading;

    SecretSearch(Collection<String> secrets, UnaryOperator<CharSequence> reading) {
        this.reading = reading;
        Set<String> all = new TreeSet<>(secrets);
        // As the bytes of decoded data are read.
        secrets.forEach(
                secret -> all.add(new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
        this.exact = trie(all);
        Set<String> spaced = all.stream()
                .map(secret -> SPACE.matcher(secret).replaceAll(" "))
                .filter(secret -> secret.indexOf(' ') >= 0)
                .collect(Collectors.toSet());
        this.words = trie(spaced);
        this.ofWords = !spaced.isEmpty();
        this.broken = trie(all.stream()
                .map(secret -> SPACE.matcher(secret).replaceAll(space -> joined(space.group())))
                .filter(secret -> secret.length() >= LONG_WORD)
                .collect(Collectors.toSet()));
    }

    /** What is left of space between two words when the lines are joined. */
    private static String joined(String space) {
        return space.indexOf('\n') >= 0 || space.indexOf('\r') >= 0 ? "" : space;
    }

    private static Trie trie(Collection<String> texts) {
        return Trie.builder().addKeywords(texts).build();
    }

    /** Marks where a text contains a secret. */
    void find(DecodedText text, BitSet marks) {
        find(exact, text, marks);
        if (text.text().indexOf('\n') >= 0 || text.text().indexOf('\r') >= 0) {
            find(broken, text.decode(SPACE, space -> joined(space.group())), marks);
        }
        if (ofWords) {
            find(words, text.decode(SPACE, found -> " "), marks);
        }
    }

    private void find(Trie secrets, DecodedText text, BitSet marks) {
        secrets.parseText(reading.apply(text.text()), found -> {
            text.mark(marks, found.getStart(), found.getEnd() + 1);
            return true;
        });
    }
}
