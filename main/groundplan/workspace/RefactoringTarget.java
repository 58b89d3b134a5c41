package groundplan.workspace;

import groundplan.kernel.UnitPath;
import groundplan.plan.PublishingPlan;
import groundplan.refactor.RefactoredStates;
import groundplan.refactor.StateProviders;
import groundplan.refactor.UnitState;
import groundplan.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Where states are refactored: environments of the settings, or a tree of Terragrunt. */
public interface RefactoringTarget extends AutoCloseable {
    /**
     * A unit, also one that is there no longer and of which only the state is left.
     *
     * @param wrong is told why there is none
     */
    Optional<UnitPath> unit(String name, Consumer<String> wrong) throws IOException;

    /** The units that there are. */
    Set<UnitPath> known();

    /**
     * Whether a unit that is not there was never there either, so that its name is a mistake; false if that cannot be told.
     *
     * @param unit a unit that has no state
     */
    boolean neverWas(UnitPath unit);

    /**
     * The state of a unit.
     *
     * @throws Failure when it is kept where it cannot be locked and written
     */
    UnitState state(UnitPath unit) throws IOException;

    /** What the configurations of the units give to resources. */
    StateProviders providers() throws IOException;

    /** The whole plans with the states as they would be, one for each environment. */
    List<PublishingPlan> plans(RefactoredStates states) throws IOException, InvalidSettings;

    /** The folder in which states are kept before they are written. */
    Path copies();

    /** Prevents applies as long as this is open. */
    interface Guard {
        /** Allows them again. */
        void close();
    }

    /**
     * Prevents applies.
     *
     * @param takeOver whether to do so although another run does it
     * @param progress receives a line if something is taken over
     */
    Guard guard(boolean takeOver, Consumer<String> progress) throws IOException;

    @Override
    void close() throws IOException;
}
