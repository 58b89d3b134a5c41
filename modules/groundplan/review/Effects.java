package groundplan.review;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tables of resource types beside this class: a type in each line, and after a comma what is said of it. */
final class Effects {
    private Effects() {}

    static Map<String, String> of(String file) {
        return Rows.of(file, 2, Function.identity()).stream()
                .collect(Collectors.toUnmodifiableMap(cells -> cells[0], cells -> cells.length > 1 ? cells[1] : ""));
    }
}
