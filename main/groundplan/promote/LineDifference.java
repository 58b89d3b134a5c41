package groundplan.promote;

import java.util.Arrays;
import java.util.List;

/** The lines in which two texts differ, as a unified difference without lines around it. */
final class LineDifference {
    private LineDifference() {}

    static String of(String file, String before, String after) {
        List<String> a = lines(before);
        List<String> b = lines(after);
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        StringBuilder text = new StringBuilder();
        int i = 0;
        int j = 0;
        boolean open = false;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                i++;
                j++;
                open = false;
                continue;
            }
            if (!open) {
                text.append(text.isEmpty() ? "--- " + file + "\n+++ " + file + "\n" : "")
                        .append("@@ -")
                        .append(i + 1)
                        .append(" +")
                        .append(j + 1)
                        .append(" @@\n");
                open = true;
            }
            if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1])) {
                text.append('-').append(a.get(i++)).append('\n');
            } else {
                text.append('+').append(b.get(j++)).append('\n');
            }
        }
        return text.toString();
    }

    private static List<String> lines(String text) {
        return Arrays.asList(text.split("\n", -1));
    }
}
