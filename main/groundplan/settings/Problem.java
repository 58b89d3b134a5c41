package groundplan.settings;

import java.util.Comparator;

/**
 * Something wrong in the settings.
 *
 * @param mark its position
 * @param key the key's path inside the file; empty for the file as a whole
 * @param message what is wrong and what would be right
 */
public record Problem(SourceLocation mark, String key, String message) {
    /** By file, then position. */
    public static final Comparator<Problem> ORDER = Comparator.comparing(
                    (Problem p) -> p.mark().file())
            .thenComparing(p -> p.mark().line())
            .thenComparing(p -> p.mark().column())
            .thenComparing(Problem::message);

    @Override
    public String toString() {
        return mark + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
