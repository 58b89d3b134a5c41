package groundplan.tree;

import groundplan.kernel.UnitPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What running each unit of a tree has to wait for, as Terragrunt orders them. */
final class RunOrders {
    private final Map<String, FoundUnit> units = new HashMap<>();
    private final TreeConfigurations files;
    private final Function<String, UnitPath> paths;

    /**
     * @param units all that were found, also outside of the tree
     * @param files their files, once these are read
     * @param paths the path of a unit, by its folder below the tree's
     */
    RunOrders(List<FoundUnit> units, TreeConfigurations files, Function<String, UnitPath> paths) {
        units.forEach(unit -> this.units.put(unit.folder(), unit));
        this.files = files;
        this.paths = paths;
    }

    /** That of a unit. */
    RunOrder of(FoundUnit unit) {
        Set<UnitPath> after = new TreeSet<>();
        unit.dependencies().forEach(folder -> after.add(paths.apply(folder)));
        Set<UnitPath> evaluated = new TreeSet<>();
        evaluated(unit, evaluated);
        return new RunOrder(after, evaluated);
    }

    private void evaluated(FoundUnit unit, Set<UnitPath> found) {
        for (String folder : unit.dependencies()) {
            FoundUnit read = units.get(folder);
            boolean placed = read != null && files.merged(read).stream().anyMatch(TreeFile::placesStates);
            // To run one, Terragrunt needs the outputs that it reads itself.
            if (!placed && found.add(paths.apply(folder)) && read != null) {
                evaluated(read, found);
            }
        }
    }
}
