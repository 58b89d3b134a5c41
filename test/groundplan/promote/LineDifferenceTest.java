package groundplan.promote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A difference says what has to be done to the lines before to have those after. */
class LineDifferenceTest {
    private static final Pattern HUNK = Pattern.compile("(?m)^@@ -(\\d+) \\+(\\d+) @@\\n((?:[-+].*\\n)+)");

    @Test
    void onlyTheLinesThatDifferAreShown() {
        assertEquals(
                "--- a.yaml\n+++ a.yaml\n@@ -2 +2 @@\n-b: 1\n+b: 2\n@@ -4 +4 @@\n+d: 4\n",
                LineDifference.of("a.yaml", "a: 0\nb: 1\nc: 3\n", "a: 0\nb: 2\nc: 3\nd: 4\n"));
        assertEquals("", LineDifference.of("a.yaml", "a: 0\n", "a: 0\n"));
    }

    @Test
    void whoeverDoesWhatItSaysHasTheTextAfter() {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            String before = text(random);
            String after = text(random);
            assertEquals(after, applied(before, LineDifference.of("f", before, after)), before + " to " + after);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int lines = random.nextInt(9); lines > 0; lines--) {
            text.append("key: ").append(random.nextInt(3)).append('\n');
        }
        return text.toString();
    }

    private static String applied(String before, String difference) {
        List<String> lines = new ArrayList<>(List.of(before.split("\n", -1)));
        // Places are those of the text after, as long as one goes from the top.
        for (MatchResult hunk : HUNK.matcher(difference).results().toList()) {
            int place = Integer.parseInt(hunk.group(2)) - 1;
            for (String line : hunk.group(3).split("\n")) {
                if (line.startsWith("-")) {
                    assertEquals(line.substring(1), lines.remove(place));
                } else {
                    lines.add(place++, line.substring(1));
                }
            }
        }
        return String.join("\n", lines);
    }
}
