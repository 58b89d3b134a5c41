package groundplan.review;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables of resource types beside this class: a type in each line, and after a comma what is said of it. */
final class Effects {
    private Effects() {}

    static Map<String, String> of(String file) {
        try (BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Effects.class.getResourceAsStream(file), StandardCharsets.UTF_8));
                Stream<String> text = lines.lines()) {
            return text.filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", 2))
                    .collect(
                            Collectors.toUnmodifiableMap(cells -> cells[0], cells -> cells.length > 1 ? cells[1] : ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
