package groundplan.settings;

import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One environment before its units are wired to what they read, which may be in another one.
 *
 * @param settings what holds for the whole environment; empty when there were problems
 * @param node the same as it stands in the files
 * @param units its units, but for those with problems
 * @param unreadable units that are there, and whose problems are noted already
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
