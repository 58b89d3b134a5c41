package groundplan.review;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tables beside this class: after comments, the names of the columns, then a row in each line. */
final class Rows {
    private Rows() {}

    /**
     * The rows of a table.
     *
     * @param columns how many it has; the last one is a sentence, which may contain commas
     */
    static <T> List<T> of(String file, int columns, Function<String[], T> row) {
        try (BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Rows.class.getResourceAsStream(file), StandardCharsets.UTF_8));
                Stream<String> text = lines.lines()) {
            return text.filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", columns))
                    .map(row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
