package groundplan.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown if the settings have problems; contains all of them. */
public final class InvalidSettings extends Exception {
    private final transient List<Problem> problems;

    public InvalidSettings(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().distinct().sorted(Problem.ORDER).toList();
    }

    /** All problems, by file and position. */
    public List<Problem> problems() {
        return problems;
    }
}
