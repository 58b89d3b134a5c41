package groundplan.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What a command prints, whatever the text comes from. */
class VisibleWriterTest {
    private final StringWriter written = new StringWriter();
    private final PrintWriter out = new PrintWriter(new VisibleWriter(written), true);

    @Test
    void nothingMovesTheCursorOrClearsTheScreen() {
        out.print("Error: a\u001b[2Jb\rc\u0007\u009b\u202e\ttab\r\nnext\u001b]0;title\u0007");
        assertEquals(
                "Error: a\\u001b[2Jb\\rc\\u0007\\u009b\\u202e\ttab\nnext\\u001b]0;title\\u0007", written.toString());
    }

    @Test
    void coloursAndTheProgressBarStay() {
        String coloured = new Console(out, out, true, true).red("red");
        out.print("\r[== ] " + coloured + " \u00e9\ud83d\ude00");
        assertEquals("\r[== ] \u001b[31mred\u001b[0m \u00e9\ud83d\ude00", written.toString());
    }

    @Test
    void noColourHidesText() {
        out.print("\u001b[8mhidden\u001b[0m \u001b[31;8mhidden");
        assertEquals("\\u001b[8mhidden\u001b[0m \\u001b[31;8mhidden", written.toString());
    }
}
