package groundplan.e2e;

import groundplan.catalogue.Kinds;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsTree;
import groundplan.testing.Repository;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The environments that a nightly test runs for: all, or those that a run of a part of the tests chooses. */
final class ChosenEnvironments {
    /** Which environments, such as {@code ohi,h2o/prod}: all of a system, or one. Default: all. */
    private static final String CHOSEN = "groundplan.test.environments";

    private ChosenEnvironments() {}

    static Stream<String> paths() throws Exception {
        List<String> chosen = Arrays.asList(System.getProperty(CHOSEN, "").split(","));
        return SettingsTree.read(Repository.root(), Kinds.all()).stream()
                .map(EnvironmentModel::path)
                .filter(path -> chosen.equals(List.of(""))
                        || chosen.contains(path)
                        || chosen.contains(path.replaceFirst("/.*", "")));
    }
}
