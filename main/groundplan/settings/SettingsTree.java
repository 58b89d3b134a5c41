package groundplan.settings;

import groundplan.kernel.Kind;
import groundplan.kernel.UnitPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code environments/}: every system, every environment, every unit. */
public final class SettingsTree {
  /** The folder of all settings, below the project's root. */
  public static final String FOLDER = "environments";

  private static final String SYSTEM_FILE = "system.yaml";
  private static final String ENVIRONMENT_FILE = "environment.yaml";

  private final Path root;
  private final List<Kind<?, ?>> kinds;
  private final List<Problem> problems = new ArrayList<>();

  private SettingsTree(Path root, List<Kind<?, ?>> kinds) {
    this.root = root;
    this.kinds = kinds;
  }

  /**
   * Reads all environments.
   *
   * @param root the project's folder
   * @param kinds the kinds of unit that settings may name
   * @return by system, then environment
   * @throws BadSettings when anything in any file is wrong
   */
  public static List<EnvironmentModel> read(Path root, List<Kind<?, ?>> kinds) throws BadSettings {
    SettingsTree tree = new SettingsTree(root, kinds);
    List<EnvironmentModel> environments = tree.systems();
    StateOwners.check(environments, tree.problems);
    if (!tree.problems.isEmpty()) {
      throw new BadSettings(tree.problems);
    }
    return environments;
  }

  private List<EnvironmentModel> systems() {
    List<EnvironmentModel> found = new ArrayList<>();
    Path folder = root.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      problems.add(new Problem(new Mark(FOLDER, 0, 0), "", "is not a folder; settings are expected in it"));
      return found;
    }
    for (Path system : folders(folder)) {
      String name = system.getFileName().toString();
      if (!Files.exists(system.resolve(SYSTEM_FILE))) {
        problems.add(new Problem(new Mark(shown(system), 0, 0), "", "has no " + SYSTEM_FILE));
        continue;
      }
      if (!UnitPath.isWord(name)) {
        problems.add(new Problem(new Mark(shown(system), 0, 0), "", "cannot name a system: lower-case words joined by '-'"));
        continue;
      }
      Node.Mapping base = file(system.resolve(SYSTEM_FILE));
      for (Path environment : folders(system)) {
        environment(name, base, environment, found);
      }
    }
    return found;
  }

  private void environment(String system, Node.Mapping base, Path folder, List<EnvironmentModel> into) {
    String name = folder.getFileName().toString();
    if (!UnitPath.isWord(name)) {
      problems.add(new Problem(new Mark(shown(folder), 0, 0), "", "cannot name an environment: lower-case words joined by '-'"));
      return;
    }
    if (!Files.exists(folder.resolve(ENVIRONMENT_FILE))) {
      problems.add(new Problem(new Mark(shown(folder), 0, 0), "", "has no " + ENVIRONMENT_FILE));
      return;
    }
    Node.Mapping own = file(folder.resolve(ENVIRONMENT_FILE));
    Map<String, Node.Mapping> regions = new TreeMap<>();
    for (Path file : files(folder)) {
      String region = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
      if (file.getFileName().toString().equals(ENVIRONMENT_FILE)) {
        continue;
      }
      if (!file.getFileName().toString().endsWith(".yaml") || !UnitPath.isRegion(region)) {
        problems.add(new Problem(new Mark(shown(file), 0, 0), "", "is not a settings file: " + ENVIRONMENT_FILE
            + ", <region>.yaml and _global.yaml are read here"));
        continue;
      }
      regions.put(region, file(file));
    }
    new EnvironmentReader(system, name, kinds, problems).read(base, own, regions).ifPresent(into::add);
  }

  private Node.Mapping file(Path file) {
    Node.Mapping mapping = YamlFile.read(file, shown(file), problems);
    TypedSecrets.check(mapping, problems);
    return mapping;
  }

  private static List<Path> folders(Path folder) {
    return list(folder).stream()
        .filter(path -> Files.isDirectory(path) && !path.getFileName().toString().matches(".*\\.ya?ml")).toList();
  }

  private static List<Path> files(Path folder) {
    return list(folder).stream()
        .filter(path -> !path.getFileName().toString().startsWith(".") && path.getFileName().toString().matches(".*\\.ya?ml"))
        .toList();
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String shown(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }
}
