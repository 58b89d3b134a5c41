package groundplan.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown if the settings have problems, or the code that makes them; contains all of them. */
public final class InvalidSettings extends Exception {
    private final transient List<Problem> problems;
    private final String where;

    public InvalidSettings(List<Problem> problems) {
        this(problems, "in the settings");
    }

    /** @param where what has them, such as {@code in modules/} */
    public InvalidSettings(List<Problem> problems, String where) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().distinct().sorted(Problem.ORDER).toList();
        this.where = where;
    }

    /** All problems, by file and position. */
    public List<Problem> problems() {
        return problems;
    }

    /** What has them, such as {@code in the settings}. */
    public String where() {
        return where;
    }
}
