package groundplan.hcl;

/**
 * A part of a text.
 *
 * @param source the text
 * @param start the offset of its first character in the text, in Java's characters
 * @param end the offset after its last character
 */
public record HclRange(SourceText source, int start, int end) {
    public HclRange {
        if (start < 0 || end < start || end > source.text().length()) {
            throw new IllegalArgumentException("a range from " + start + " to " + end + " in a text of "
                    + source.text().length() + " characters");
        }
    }

    /** The line of its start, counted from 1. */
    public int line() {
        return source.place(start).line();
    }

    /** The column of its start, counted from 1, in Unicode characters. */
    public int column() {
        return source.place(start).column();
    }

    /** The characters in it, exactly as they are written. */
    public String text() {
        return source.text().substring(start, end);
    }

    /** From the start of this range to the end of another one in the same text. */
    HclRange to(HclRange last) {
        return new HclRange(source, start, last.end);
    }

    /** Where it starts, as {@code file:line:column}. */
    @Override
    public String toString() {
        SourceText.LineColumn place = source.place(start);
        return source.file() + ":" + place.line() + ":" + place.column();
    }
}
