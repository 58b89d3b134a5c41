package groundplan.workspace;

import groundplan.kernel.Nearest;
import groundplan.kernel.UnitPath;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.UnitModel;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Resolves the names that users give to units: a path, a region and a name, or a name alone. */
public final class UnitNames {
    private UnitNames() {}

    /** The unit at a path, such as {@code shop/dev/us-east-1/rds}. */
    public static UnitModel<?, ?> at(List<EnvironmentModel> environments, String path) {
        List<UnitModel<?, ?>> units = EnvironmentModel.units(environments);
        return units.stream()
                .filter(unit -> unit.path().toString().equals(path))
                .findFirst()
                .orElseThrow(() -> Failure.badInput("no unit '" + path + "'"
                        + Nearest.hint(
                                        path,
                                        units.stream()
                                                .map(known -> known.path().toString())
                                                .toList())
                                .replaceFirst("; known: .*", "; `groundplan list` shows all")));
    }

    /** The units with these names; a name may match one unit in each region. */
    public static Set<UnitPath> of(EnvironmentModel environment, Collection<String> names) {
        Set<UnitPath> chosen = new TreeSet<>();
        for (String name : names) {
            List<UnitPath> found = environment.units().stream()
                    .map(UnitModel::path)
                    .filter(unit -> List.of(unit.toString(), unit.inEnvironment(), unit.unit())
                            .contains(name))
                    .toList();
            if (found.isEmpty()) {
                throw Failure.badInput(environment.path() + " has no unit '" + name + "'"
                        + Nearest.hint(
                                name,
                                environment.units().stream()
                                        .map(unit -> unit.path().inEnvironment())
                                        .toList()));
            }
            chosen.addAll(found);
        }
        return chosen;
    }
}
