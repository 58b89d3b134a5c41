package groundplan.promote;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.Arrays;
import java.util.List;

/** The lines in which two texts differ, as a unified diff without context lines. */
final class LineDifference {
    private LineDifference() {}

    static String of(String file, String before, String after) {
        List<AbstractDelta<String>> deltas =
                DiffUtils.diff(lines(before), lines(after)).getDeltas();
        StringBuilder text = new StringBuilder(deltas.isEmpty() ? "" : "--- " + file + "\n+++ " + file + "\n");
        deltas.forEach(delta -> {
            text.append("@@ -")
                    .append(delta.getSource().getPosition() + 1)
                    .append(" +")
                    .append(delta.getTarget().getPosition() + 1)
                    .append(" @@\n");
            delta.getSource()
                    .getLines()
                    .forEach(line -> text.append('-').append(line).append('\n'));
            delta.getTarget()
                    .getLines()
                    .forEach(line -> text.append('+').append(line).append('\n'));
        });
        return text.toString();
    }

    private static List<String> lines(String text) {
        return Arrays.asList(text.split("\n", -1));
    }
}
