package groundplan.settings;

import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.UnitPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One environment with its effective settings.
 *
 * @param system the system it belongs to
 * @param name such as {@code dev}
 * @param settings the settings of the whole environment
 * @param node the same as nodes, with their positions in the files
 * @param units its units, each after those that it reads
 */
public record EnvironmentModel(
        String system, String name, EnvironmentSettings settings, Node.Mapping node, List<UnitModel<?, ?>> units) {

    /** {@code <system>/<environment>}. */
    public String path() {
        return system + "/" + name;
    }

    /** The position of a key of the environment's settings, or of its nearest ancestor that is in a file. */
    public SourceLocation at(String key) {
        return Binder.find(node, key);
    }

    /** The files that its own settings are in: the system's and the environment's, or those of the code that defines them. */
    public List<String> files() {
        String system = SettingsTree.FOLDER + "/" + this.system + "/" + SettingsTree.SYSTEM_FILE;
        String own = SettingsTree.FOLDER + "/" + path() + "/" + SettingsTree.ENVIRONMENT_FILE;
        SortedSet<String> code = new TreeSet<>();
        node.entries().values().forEach(entry -> code.add(entry.mark().file()));
        code.removeIf(file -> file.startsWith(SettingsTree.FOLDER + "/"));
        return code.isEmpty() ? List.of(system, own) : List.copyOf(code);
    }

    /** The units of several environments, each after those that it reads. */
    public static List<UnitModel<?, ?>> units(List<EnvironmentModel> environments) {
        Map<UnitPath, UnitModel<?, ?>> units = new LinkedHashMap<>();
        environments.forEach(environment -> environment.units().forEach(unit -> units.put(unit.path(), unit)));
        Map<UnitPath, UnitModel<?, ?>> inOrder = new LinkedHashMap<>();
        units.values().forEach(unit -> append(unit, units, inOrder));
        return List.copyOf(inOrder.values());
    }

    private static void append(
            UnitModel<?, ?> unit, Map<UnitPath, UnitModel<?, ?>> units, Map<UnitPath, UnitModel<?, ?>> into) {
        if (units.containsKey(unit.path()) && !into.containsKey(unit.path())) {
            unit.reads().values().forEach(read -> append(read, units, into));
            into.put(unit.path(), unit);
        }
    }

    /** The regions that have units, with {@code _global} as one of them. */
    public SortedSet<String> regions() {
        SortedSet<String> regions = new TreeSet<>();
        units.forEach(unit -> regions.add(unit.path().region()));
        return regions;
    }
}
