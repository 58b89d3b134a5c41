package groundplan.settings;

import groundplan.kernel.TerraformName;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds texts in one list or map that would have the same name in Terraform. */
final class SameNames {
    private final List<Problem> problems;
    private final Map<String, Earlier> earlier = new HashMap<>();

    SameNames(List<Problem> problems) {
        this.problems = problems;
    }

    private record Earlier(String text, SourceLocation mark) {}

    /** Reports a text whose name an earlier one has. */
    void add(String text, SourceLocation mark, String key) {
        Earlier first = earlier.putIfAbsent(TerraformName.of(text).toLowerCase(Locale.ROOT), new Earlier(text, mark));
        if (first != null) {
            problems.add(
                    new Problem(mark, key, TerraformName.clash(text, "'" + first.text() + "' (" + first.mark() + ")")));
        }
    }
}
