package groundplan.tree;

import groundplan.kernel.UnitPath;
import java.util.Set;

/**
 * What running a unit has to wait for.
 *
 * @param after the units that Terragrunt runs first: those whose outputs it reads, and those that a {@code dependencies} block names
 * @param evaluated the units in whose folders Terragrunt runs the engine to read their outputs, because it does not know where their states
 *     are. It writes into these folders, so it has to do so for one unit at a time
 */
public record RunOrder(Set<UnitPath> after, Set<UnitPath> evaluated) {
    /** That of a unit that waits for none. */
    public static final RunOrder NONE = new RunOrder(Set.of(), Set.of());

    public RunOrder {
        after = Set.copyOf(after);
        evaluated = Set.copyOf(evaluated);
    }

    /** That of a unit whose outputs are read from states, by Terraform itself. */
    static RunOrder after(Set<UnitPath> units) {
        return new RunOrder(units, Set.of());
    }
}
