package groundplan.e2e;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The long way for all environments: nightly, see the README. */
@Tag("nightly")
class EveryEnvironmentOnTheEmulatorTest {
    @ParameterizedTest
    @MethodSource("groundplan.e2e.ChosenEnvironments#paths")
    @Execution(ExecutionMode.CONCURRENT)
    void environmentIsPlannedAppliedPlannedAgainAndDestroyed(String path) throws Exception {
        EmulatorRoutes.holdFor(path);
    }
}
