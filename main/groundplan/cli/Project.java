package groundplan.cli;

import groundplan.catalogue.Kinds;
import groundplan.kernel.Kind;
import groundplan.settings.BadSettings;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.SettingsTree;
import groundplan.settings.UnitModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The project that a command works on.
 *
 * @param root its folder: the one that holds {@code environments/}
 * @param home the ignored folder of tools, caches and working files
 * @param program the folder of Groundplan itself, with its {@code tools/}
 * @param variables the environment variables of the process
 */
public record Project(Path root, Path home, Path program, Map<String, String> variables) {

  /**
   * The project of the current folder: this one or the nearest above it that holds settings.
   *
   * @param given the folder named on the command line; null to search
   */
  public static Project find(Path given, Path current, Map<String, String> variables) {
    Path start = (given == null ? current : current.resolve(given)).toAbsolutePath().normalize();
    Path root = start;
    while (given == null && root != null && !Files.isDirectory(root.resolve(SettingsTree.FOLDER))) {
      root = root.getParent();
    }
    if (root == null || !Files.isDirectory(root)) {
      throw Failure.badInput("no folder '" + SettingsTree.FOLDER + "' in " + start + " or above it; name the project with --project");
    }
    String home = variables.get("GROUNDPLAN_HOME");
    Path program = Path.of(variables.getOrDefault("GROUNDPLAN_PROGRAM", root.toString()));
    return new Project(root, home == null ? root.resolve(".groundplan") : Path.of(home).toAbsolutePath(), program, variables);
  }

  /** The folder that somebody is in. Files on the command line are named from there. */
  public Path current() {
    return current(variables);
  }

  /** Writes a file that somebody named, with the folders above it. */
  public void write(Path named, String text) throws IOException {
    Path file = current().resolve(named);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  static Path current(Map<String, String> variables) {
    return Path.of(variables.getOrDefault("GROUNDPLAN_CWD", "")).toAbsolutePath().normalize();
  }

  /** The kinds of unit that settings may name. */
  public List<Kind<?, ?>> kinds() {
    return Kinds.all();
  }

  /** All environments. */
  public List<EnvironmentModel> environments() throws BadSettings {
    return SettingsTree.read(root, kinds());
  }

  /** The environments of the units, and those whose states they read. */
  public static List<EnvironmentModel> touched(List<EnvironmentModel> environments, List<UnitModel<?, ?>> units) {
    Set<String> paths = new HashSet<>();
    units.stream().flatMap(unit -> Stream.concat(Stream.of(unit), unit.reads().values().stream())).map(UnitModel::path)
        .forEach(path -> paths.add(path.system() + "/" + path.environment()));
    return environments.stream().filter(environment -> paths.contains(environment.path())).toList();
  }

  /** One environment by {@code <system>/<environment>}. */
  public static EnvironmentModel environment(List<EnvironmentModel> environments, String path) {
    return environments.stream().filter(environment -> environment.path().equals(path)).findFirst()
        .orElseThrow(() -> Failure.badInput("no environment '" + path + "'"
            + groundplan.settings.Nearest.hint(path, environments.stream().map(EnvironmentModel::path).toList())));
  }
}
