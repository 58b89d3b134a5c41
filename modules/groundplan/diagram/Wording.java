package groundplan.diagram;

import java.util.ArrayList;
import java.util.List;

/** Formats numbers and lists. */
final class Wording {
    private static final int WIDEST_LINE = 34;

    private Wording() {}

    /** {@code 1 key}, {@code 2 keys}. */
    static String count(int number, String one) {
        return number + " "
                + (number == 1
                        ? one
                        : one.matches(".*[^aeou]y") ? one.substring(0, one.length() - 1) + "ies" : one + "s");
    }

    /** {@code 0.5 vCPU, 1 GiB}. */
    static String size(double cpuUnits, double memoryMib) {
        return plain(cpuUnits / 1024) + " vCPU, " + plain(memoryMib / 1024) + " GiB";
    }

    static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    /** Wraps words into lines that fit a box. */
    static List<String> lines(String start, List<String> words) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(start);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i) + (i + 1 < words.size() ? "," : "");
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDEST_LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
