package groundplan.cli;

import groundplan.live.LiveTree;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.SettingsTree;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names of systems, environments and units, found by the names of files as far as possible: that takes a hundredth of the time of
 * reading all settings.
 *
 * @param project the project
 */
record SettingsNames(Project project) {
    private static final String UNIT = "terragrunt.hcl";

    /** The systems. */
    List<String> systems() throws IOException {
        return folders(project.root().resolve(SettingsTree.FOLDER), "system.yaml");
    }

    /** The environments, as {@code <system>/<environment>}. */
    List<String> environments() throws IOException {
        List<String> found = new ArrayList<>();
        for (String system : systems()) {
            folders(project.root().resolve(SettingsTree.FOLDER).resolve(system), SettingsTree.ENVIRONMENT_FILE)
                    .forEach(environment -> found.add(system + "/" + environment));
        }
        return found;
    }

    /**
     * The paths of units. They are the folders of the live tree; the settings are read for an environment that is not in it yet.
     *
     * @param start how the paths begin that are wanted; others may be among the result
     */
    List<String> units(String start) throws IOException {
        List<String> found = new ArrayList<>();
        for (String environment : environments()) {
            String prefix = environment + "/";
            if (prefix.startsWith(start) || start.startsWith(prefix)) {
                List<String> units = generated(environment);
                found.addAll(units.isEmpty() ? configured(environment) : units);
            }
        }
        return found;
    }

    private List<String> generated(String environment) throws IOException {
        Path tree = project.root().resolve(LiveTree.FOLDER);
        Path top = tree.resolve(environment);
        List<String> units = new ArrayList<>();
        if (!Files.isDirectory(top)) {
            return units;
        }
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.getFileName().toString().startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.getFileName().toString().equals(UNIT)) {
                    units.add(tree.relativize(file.getParent()).toString().replace('\\', '/'));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        units.sort(null);
        return units;
    }

    /** None if the settings have problems: the names of files are still known then. */
    private List<String> configured(String environment) {
        try {
            return project.environmentsBeside(List.of(environment)).stream()
                    .filter(model -> model.path().equals(environment))
                    .map(EnvironmentModel::units)
                    .flatMap(List::stream)
                    .map(unit -> unit.path().toString())
                    .toList();
        } catch (InvalidSettings problems) {
            return List.of();
        }
    }

    private static List<String> folders(Path folder, String file) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(below -> Files.isRegularFile(below.resolve(file)))
                    .map(below -> below.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
