package groundplan.tree;

import groundplan.hcl.HclProblem;
import groundplan.hcl.InvalidHcl;
import java.util.List;

/** Thrown if a tree cannot be planned as a whole; contains all reasons that were found, one a line in its message. */
public final class UnreadableTree extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /** @param problems at least one, each with its file, line and column where it has one */
    UnreadableTree(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    static UnreadableTree of(InvalidHcl invalid) {
        return new UnreadableTree(
                invalid.problems().stream().map(HclProblem::toString).toList());
    }

    /** All reasons. */
    public List<String> problems() {
        return problems;
    }
}
