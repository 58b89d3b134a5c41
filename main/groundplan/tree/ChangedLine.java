package groundplan.tree;

import java.util.Map;
import java.util.Optional;

/**
 * A change of one place of a file.
 *
 * @param file the file, relative to the root of the repository
 * @param line the line, counted from 1; where something was taken out, that after it; 0 for a file that is new or gone
 * @param key what is written there, such as {@code inputs.cidr}; empty if the file does not tell
 * @param before what was written there; absent if nothing was
 * @param after what is written there; absent if nothing is
 * @param undone the file without this change; absent if there was none
 */
public record ChangedLine(
        String file, int line, String key, Optional<String> before, Optional<String> after, Optional<String> undone) {
    /** What is to be read instead to see the tree without this change. */
    public Map<String, Optional<String>> edit() {
        return Map.of(file, undone);
    }
}
