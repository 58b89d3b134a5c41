package groundplan.synth;

import groundplan.settings.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown if synthesized documents cannot be planned; contains all their problems. */
public final class InvalidDocuments extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    InvalidDocuments(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().distinct().sorted(Problem.ORDER).toList();
    }

    /** All problems, by file and position. */
    public List<Problem> problems() {
        return problems;
    }
}
