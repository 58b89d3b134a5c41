package groundplan.repository;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** The lines in which two texts differ, as {@code git diff} shows them. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /**
     * The difference of a file; no lines if there is none.
     *
     * @param before its content; empty if it does not exist
     */
    public static List<String> of(String path, String before, String after) {
        List<String> from = lines(before);
        return UnifiedDiffUtils.generateUnifiedDiff(
                before.isEmpty() ? "/dev/null" : "a/" + path,
                "b/" + path,
                from,
                DiffUtils.diff(from, lines(after)),
                CONTEXT);
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
