package groundplan.guard;

import groundplan.kernel.GuardSettings;
import groundplan.kernel.UnitPath;
import groundplan.settings.Allowance;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the guards have to know of an environment.
 *
 * @param path its name in reports
 * @param guards how strict they are
 * @param allowances where its allowances are, as messages show it
 * @param units its units
 * @param guardsSetting where a reader can change how strict they are, in words; empty if it cannot be changed
 */
public record GuardedEnvironment(
        String path, GuardSettings guards, String allowances, Set<UnitPath> units, String guardsSetting) {
    /** An environment of the settings. */
    public static GuardedEnvironment of(EnvironmentModel environment) {
        return new GuardedEnvironment(
                environment.path(),
                environment.settings().guards(),
                Allowance.shown(environment.system()),
                environment.units().stream().map(UnitModel::path).collect(Collectors.toSet()),
                "the settings of " + environment.path());
    }
}
