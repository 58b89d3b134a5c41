package groundplan.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Progress progress(boolean live) {
        return new Progress(new Console(new PrintWriter(out), new PrintWriter(err), false, live), "synthesizing");
    }

    @Test
    void aTerminalSeesOneLineThatIsDrawnAnewAndGoneInTheEnd() {
        try (Progress progress = progress(true)) {
            progress.expect(4);
            progress.step("shop/dev/us-east-1/a-unit-with-a-long-name");
            progress.step("shop/dev/us-east-1/kms");
        }
        List<String> drawn = List.of(err.toString().split("\r"));
        assertTrue(
                drawn.get(1).matches("synthesizing \\[={6} {18}] 1/4 shop/dev/us-east-1/a-unit-with-a-lo"),
                () -> "first: " + drawn);
        assertTrue(
                drawn.get(2).matches("synthesizing \\[={12} {12}] 2/4 shop/dev/us-east-1/kms *"),
                () -> "then: " + drawn);
        assertEquals(drawn.get(1).length(), drawn.get(2).length(), "what stood there before is painted over");
        assertTrue(drawn.get(3).isBlank(), () -> "in the end: " + drawn);
        assertTrue(err.toString().endsWith("\r"), "the cursor is where it was");
        assertEquals(-1, err.toString().indexOf('\n'), "lines");
        assertEquals("", out.toString(), "results");
    }

    @Test
    void aLineIsNotLongerThanATerminalIsWide() {
        try (Progress progress = progress(true)) {
            progress.expect(1);
            progress.step("x".repeat(500));
        }
        for (String line : err.toString().split("\r")) {
            assertTrue(line.length() < 80, () -> line.length() + " columns");
        }
    }

    @Test
    void moreStepsThanExpectedAreSteps() {
        try (Progress progress = progress(true)) {
            progress.step("a");
            progress.step("b");
        }
        assertTrue(err.toString().contains(" 2/2 b"), err::toString);
    }

    @Test
    void nobodyWatchesAndNothingIsWritten() {
        try (Progress progress = progress(false)) {
            progress.expect(2);
            progress.step("a");
        }
        assertEquals("", err.toString());
    }
}
