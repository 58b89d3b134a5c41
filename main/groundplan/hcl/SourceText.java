package groundplan.hcl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The text of a file, with the lines and columns of its characters. It is kept as it is, with a byte order mark and carriage returns. */
public final class SourceText {
    /** The longest text that is read, in characters: more than anybody writes, and little enough for the memory. */
    public static final int LONGEST = 4 * 1024 * 1024;

    private final String file;
    private final String text;
    /** Found when the first line is asked for: most texts have no problems. */
    private int[] lineStarts;

    /** Where a text begins that was made of other text, such as the strings of a JSON file; empty for a file's own text. */
    private final NavigableMap<Integer, LineColumn> places;

    /**
     * A line and a column.
     *
     * @param line counted from 1
     * @param column counted from 1, in Unicode characters
     */
    record LineColumn(int line, int column) {}

    private SourceText(String file, String text, NavigableMap<Integer, LineColumn> places) {
        this.file = file;
        this.text = text;
        this.places = places;
        if (text.length() > LONGEST) {
            throw new InvalidHcl(List.of(new HclProblem(
                    new HclRange(this, 0, 0),
                    "the text has " + text.length() + " characters; at most " + LONGEST + " are read")));
        }
    }

    /**
     * A text.
     *
     * @param file the name of its file, as messages show it
     * @throws InvalidHcl if it is longer than {@link #LONGEST}
     */
    public static SourceText of(String file, String text) {
        return new SourceText(file, text, new TreeMap<>());
    }

    /**
     * The text of a file's content.
     *
     * @param file the name of its file, as messages show it
     * @throws InvalidHcl if it is not UTF-8, with the position of the first byte that is not, or longer than {@link #LONGEST}
     */
    public static SourceText of(String file, byte[] content) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer decoded = CharBuffer.allocate(content.length + 1);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CoderResult result = decoder.decode(bytes, decoded, true);
        SourceText read = of(file, decoded.flip().toString());
        if (result.isError()) {
            int wrong = read.text.length();
            throw new InvalidHcl(List.of(new HclProblem(
                    new HclRange(read, wrong, wrong),
                    String.format(
                            Locale.ROOT,
                            "byte 0x%02x is not part of a character in UTF-8; save the file in the encoding UTF-8",
                            content[bytes.position()]))));
        }
        return read;
    }

    /**
     * Reads a file.
     *
     * @param shown its name, as messages show it
     * @throws InvalidHcl if it is not UTF-8, or too long
     */
    public static SourceText read(Path file, String shown) throws IOException {
        return of(shown, Files.readAllBytes(file));
    }

    /** A text that was made of parts of a file, with the places where they are, by their offsets in this text. */
    static SourceText madeOf(String file, String text, NavigableMap<Integer, LineColumn> places) {
        return new SourceText(file, text, places);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = end + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    /** The name of the file, as messages show it. */
    public String file() {
        return file;
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** The range of the whole text. */
    public HclRange whole() {
        return new HclRange(this, 0, text.length());
    }

    LineColumn place(int offset) {
        if (!places.isEmpty()) {
            return places.floorEntry(Math.max(places.firstKey(), offset)).getValue();
        }
        int[] starts = lineStarts;
        if (starts == null) {
            starts = lineStarts(text);
            lineStarts = starts;
        }
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        int start = starts[line];
        if (start == 0 && text.startsWith("\ufeff") && offset > 0) {
            start = 1;
        }
        return new LineColumn(line + 1, text.codePointCount(start, offset) + 1);
    }

    @Override
    public String toString() {
        return file;
    }
}
