package groundplan.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes what can be seen, whatever the text is that a command prints: no value or message moves the cursor or clears the screen. */
final class VisibleWriter extends FilterWriter {
    /** What colours text, except to make it invisible, and the return to the start of a line that is drawn again. */
    private static final Pattern OURS =
            Pattern.compile("\\A\\r|\\u001b\\[(?:3[0-7]|39|[0-4]|2[1-4])?(?:;(?:3[0-7]|39|[0-4]))*+m");

    /** Our own annotations, of which file, title and message are escaped. */
    private static final Pattern ANNOTATION = Pattern.compile("::(?:error|warning|notice) (?:file|title)=");

    VisibleWriter(Writer to) {
        super(to);
    }

    @Override
    public void write(int character) throws IOException {
        write(Character.toString((char) character));
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        write(new String(text, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        String given = text.substring(offset, offset + length);
        if (ANNOTATION.matcher(given).lookingAt()) {
            out.write(VisibleText.seen(given));
            return;
        }
        Matcher ours = OURS.matcher(given);
        StringBuilder visible = new StringBuilder(length);
        int copied = 0;
        while (ours.find()) {
            visible.append(VisibleText.lines(given.substring(copied, ours.start())))
                    .append(ours.group());
            copied = ours.end();
        }
        out.write(visible.append(VisibleText.lines(given.substring(copied))).toString());
    }
}
