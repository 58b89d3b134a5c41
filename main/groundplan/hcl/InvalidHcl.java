package groundplan.hcl;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown if a text is not what it should be; contains all problems that were found, one a line in its message. */
public final class InvalidHcl extends IllegalArgumentException {
    private final transient List<HclProblem> problems;

    /**
     * Of these problems.
     *
     * @param problems at least one
     */
    public InvalidHcl(List<HclProblem> problems) {
        super(problems.stream().map(HclProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems, by position. */
    public List<HclProblem> problems() {
        return problems;
    }
}
