package groundplan.redact;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text as it is after decoding, which knows from which part of the original text each of its characters comes. */
final class DecodedText {
    private final String text;
    /** By character; null if all positions are those of the original text. */
    private final int[] starts;

    private final int[] ends;

    private DecodedText(String text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    /** The original text. */
    static DecodedText of(String original) {
        return new DecodedText(original, null, null);
    }

    String text() {
        return text;
    }

    /**
     * The text in which each match is replaced; this object if there is none.
     *
     * @param decoded what a match stands for, which is never longer
     */
    DecodedText decode(Pattern encoded, Function<Matcher, String> decoded) {
        Matcher matcher = encoded.matcher(text);
        if (!matcher.find()) {
            return this;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int[] from = new int[text.length()];
        int[] to = new int[text.length()];
        int copied = 0;
        do {
            copy(copied, matcher.start(), from, to, plain.length());
            int length = plain.append(text, copied, matcher.start()).length();
            plain.append(decoded.apply(matcher));
            Arrays.fill(from, length, plain.length(), start(matcher.start()));
            Arrays.fill(to, length, plain.length(), end(matcher.end() - 1));
            copied = matcher.end();
        } while (matcher.find());
        copy(copied, text.length(), from, to, plain.length());
        return new DecodedText(plain.append(text, copied, text.length()).toString(), from, to);
    }

    private void copy(int start, int end, int[] from, int[] to, int at) {
        if (starts != null) {
            System.arraycopy(starts, start, from, at, end - start);
            System.arraycopy(ends, start, to, at, end - start);
            return;
        }
        for (int i = 0; i < end - start; i++) {
            from[at + i] = start + i;
            to[at + i] = start + i + 1;
        }
    }

    private int start(int position) {
        return starts == null ? position : starts[position];
    }

    private int end(int position) {
        return ends == null ? position + 1 : ends[position];
    }

    /** Marks the part of the original text that a part of this one comes from. */
    void mark(BitSet original, int start, int end) {
        if (start < end) {
            original.set(start(start), end(end - 1));
        }
    }
}
