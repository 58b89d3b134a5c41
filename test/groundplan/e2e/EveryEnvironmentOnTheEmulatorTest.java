package groundplan.e2e;

import groundplan.catalogue.Kinds;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsTree;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The long way for all environments: nightly, see the README. */
@Tag("nightly")
class EveryEnvironmentOnTheEmulatorTest {
    static Stream<String> environments() throws Exception {
        return SettingsTree.read(Path.of("").toAbsolutePath(), Kinds.all()).stream()
                .map(EnvironmentModel::path);
    }

    @ParameterizedTest
    @MethodSource("environments")
    @Execution(ExecutionMode.CONCURRENT)
    void environmentIsPlannedAppliedPlannedAgainAndDestroyed(String path) throws Exception {
        EmulatorRoutes.holdFor(path);
    }
}
