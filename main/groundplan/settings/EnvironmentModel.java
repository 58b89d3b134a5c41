package groundplan.settings;

import groundplan.kernel.EnvironmentSettings;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One environment with its effective settings.
 *
 * @param system the system it belongs to
 * @param name such as {@code dev}
 * @param settings what holds for the whole environment
 * @param node the same as it stands in the files
 * @param units its units, each behind those that it reads
 */
public record EnvironmentModel(
    String system, String name, EnvironmentSettings settings, Node.Mapping node, List<UnitModel<?, ?>> units) {

  /** {@code <system>/<environment>}. */
  public String path() {
    return system + "/" + name;
  }

  /** The regions that hold a unit, {@code _global} among them. */
  public SortedSet<String> regions() {
    SortedSet<String> regions = new TreeSet<>();
    units.forEach(unit -> regions.add(unit.path().region()));
    return regions;
  }
}
