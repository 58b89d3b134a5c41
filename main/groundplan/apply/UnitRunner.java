package groundplan.apply;

import groundplan.kernel.UnitPath;
import groundplan.redact.Redactor;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Runs the engine for units of a tree, each in its own folder. */
public interface UnitRunner {
    /** Prepares the tree, before a unit of it is run. Default: nothing. */
    default void prepare(Set<UnitPath> units) throws IOException {
        // Most initialise each unit when it is run.
    }

    /**
     * Runs a command of the engine for a unit.
     *
     * @param arguments the command with its arguments
     * @param redactor hides what must not be shown of its output
     * @return its standard output
     * @throws IOException if it fails; with its output
     */
    String run(UnitPath unit, List<String> arguments, Redactor redactor) throws IOException;

    /** The same, except that some units are run by another one. */
    default UnitRunner or(Set<UnitPath> some, UnitRunner other) {
        UnitRunner first = this;
        return new UnitRunner() {
            @Override
            public void prepare(Set<UnitPath> units) throws IOException {
                first.prepare(units);
            }

            @Override
            public String run(UnitPath unit, List<String> arguments, Redactor redactor) throws IOException {
                return (some.contains(unit) ? other : first).run(unit, arguments, redactor);
            }
        };
    }
}
