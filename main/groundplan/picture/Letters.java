package groundplan.picture;

import java.util.Collection;

/** The width of a text, estimated generously: the reader's font is not known, and a wider text would overflow its box. */
final class Letters {
    /** How much wider bold letters are. */
    static final double BOLD = 1.12;

    private static final String NARROW = "iIjl.,:;|'!()[] ";
    private static final String WIDE = "mwMWGOQ@%&";

    private Letters() {}

    static double width(String text, double size) {
        return size
                * text.codePoints()
                        .mapToDouble(letter -> NARROW.indexOf(letter) >= 0
                                ? 0.36
                                : WIDE.indexOf(letter) >= 0 ? 0.92 : Character.isUpperCase(letter) ? 0.72 : 0.6)
                        .sum();
    }

    static double width(Collection<String> lines, double size) {
        return lines.stream().mapToDouble(line -> width(line, size)).max().orElse(0);
    }
}
