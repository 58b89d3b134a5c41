package groundplan.picture;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A way to arrange the same diagram.
 *
 * @param element how wide elements may be before their text is broken
 * @param row how wide a row of stores may be
 * @param columns in how many regions, from the first one, what stands alone is in a column beside the rest; it is below the rest in the others
 * @param beside whether a region without a network, such as one for copies, is beside the others; if not, it is below what it copies
 */
record Arrangement(double element, double row, int columns, boolean beside) {
    private static final double WIDE = 180;
    private static final double NARROW = 160;

    /** All that are tried, for so many regions, of which so many have a network; those with wide elements first. */
    static List<Arrangement> all(int regions, int networks) {
        return Stream.of(WIDE, NARROW)
                .flatMap(
                        element -> Stream.of(560.0, 760.0).flatMap(row -> IntStream.rangeClosed(0, Math.min(2, regions))
                                .boxed()
                                .flatMap(columns -> Stream.of(true, false)
                                        .filter(beside -> beside || networks < regions)
                                        .map(beside -> new Arrangement(element, row, columns, beside)))))
                .toList();
    }

    boolean wide() {
        return element == WIDE;
    }
}
