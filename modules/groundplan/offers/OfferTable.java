package groundplan.offers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the tables.
 *
 * @param date the date of its data, as YYYY-MM-DD
 * @param rows its rows, as columns
 */
record OfferTable(String date, List<List<String>> rows) {
    private static final Pattern DATE = Pattern.compile("with data of ([0-9-]{10})\\.");

    /** Reads the table of this name next to this class. */
    static OfferTable read(String name) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(OfferTable.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines().toList();
            Matcher date = DATE.matcher(lines.get(0));
            if (!date.find()) {
                throw new IllegalStateException(name + " does not begin with the date of its data");
            }
            return new OfferTable(
                    date.group(1),
                    lines.stream()
                            .filter(line -> !line.startsWith("#"))
                            .skip(1)
                            .map(line -> List.of(line.split(",")))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entries of a list in a column. */
    static List<String> list(String column) {
        return List.of(column.split(" "));
    }
}
