package groundplan.settings;

import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An environment whose references are not resolved yet; they may lead to units of other environments.
 *
 * @param settings the settings of the whole environment; empty if there were problems
 * @param node the same as nodes, with their positions in the files
 * @param units its units, except those with problems
 * @param unreadable units that exist but have problems, which are already reported
 */
record EnvironmentDraft(
        String system,
        String name,
        Optional<EnvironmentSettings> settings,
        Node.Mapping node,
        List<UnitModel<?, ?>> units,
        Set<UnitPath> unreadable) {

    /** {@code <system>/<environment>}. */
    String path() {
        return system + "/" + name;
    }
}
