package groundplan.cli;

import groundplan.affected.Affected;
import groundplan.affected.AffectedUnits;
import groundplan.affected.TreeSnapshot;
import groundplan.kernel.UnitPath;
import groundplan.live.LiveTree;
import groundplan.selection.UnitFilter;
import groundplan.selection.UnitGraph;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.InvalidSettings;
import groundplan.settings.SettingsTree;
import groundplan.settings.UnitModel;
import groundplan.workspace.EnvironmentName;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option {@code --filter}, for every command that works on selected units. */
final class Selection {
    @Option(
            names = "--filter",
            paramLabel = "EXPRESSION",
            split = ",(?![^{]*\\})",
            splitSynopsisLabel = ",",
            description =
                    "Selects units with Terragrunt's filter syntax: './shop/prod/**', network, '...network' (and its dependents),"
                            + " 'network...' (and its dependencies), '[main...HEAD]' (changed units), '!network' (all others)."
                            + " Repeatable: selects the units of any of them.")
    List<String> filters = List.of();

    private final Map<String, Set<UnitPath>> changes = new TreeMap<>();

    /** Whether the option was given. */
    boolean given() {
        return !filters.isEmpty();
    }

    /**
     * The environments that the selection may be of, with all others of their systems.
     *
     * @param scope an expression of the same language within which the selected units are
     */
    List<EnvironmentModel> environments(Project project, String scope) throws InvalidSettings {
        return project.environments(systems(project, scope));
    }

    /** The systems that the selected units can be of; empty when that may be any. */
    Optional<Set<String>> systems(Project project, String scope) {
        String folder = folder(project);
        Function<String, Set<String>> naming = name -> naming(project, name);
        Optional<Set<String>> within = UnitFilter.systems(List.of(parse(scope, folder)), naming);
        Optional<Set<String>> chosen = UnitFilter.systems(
                filters.stream().map(text -> parse(text, folder)).toList(), naming);
        if (within.isEmpty() || chosen.isEmpty()) {
            return within.or(() -> chosen);
        }
        Set<String> both = new TreeSet<>(within.get());
        both.retainAll(chosen.get());
        return Optional.of(both);
    }

    /** The systems that may have a unit of this name; of those that code defines, any may. */
    private static Set<String> naming(Project project, String name) {
        Set<String> systems = new TreeSet<>(SettingsTree.mentioning(project.root(), name));
        try {
            systems.addAll(project.vocabulary().systems().keySet());
        } catch (InvalidSettings reportedWhenTheyAreRead) {
            return systems;
        }
        return systems;
    }

    /** The folder of all settings that the selection may be of. */
    Path settings(Project project, String scope) {
        Path all = project.root().resolve(SettingsTree.FOLDER);
        return systems(project, scope)
                .filter(systems -> systems.size() == 1)
                .map(systems -> all.resolve(systems.iterator().next()))
                .filter(Files::isDirectory)
                .orElse(all);
    }

    /**
     * The units that are selected, in dependency order: at least one, or none where only what changed was asked for.
     *
     * @param scope an expression of the same language within which they are
     */
    List<UnitModel<?, ?>> of(Project project, List<EnvironmentModel> environments, String scope) throws IOException {
        UnitGraph graph = graph(project, environments);
        Set<UnitPath> selected = selected(project, graph, scope);
        // No changed unit is a valid result; a path or a name that selects nothing is a mistake.
        if (selected.isEmpty() && changes.isEmpty()) {
            List<String> paths =
                    environments.stream().map(EnvironmentModel::path).toList();
            throw Failure.badInput("no unit matches "
                    + Stream.concat(scope.equals("**") && given() ? Stream.empty() : Stream.of(scope), filters.stream())
                            .map(text -> "'" + text + "'")
                            .collect(Collectors.joining(" and "))
                    + EnvironmentName.reversed(scope, paths)
                            .map(path -> "; did you mean '" + path + "'? The system comes first")
                            .orElse("; `" + project.command() + " list` shows all"));
        }
        return EnvironmentModel.units(environments).stream()
                .filter(unit -> selected.contains(unit.path()))
                .collect(Collectors.toList());
    }

    /** Whether a unit is selected, for units that the settings do not have any more. */
    Predicate<UnitPath> names(Project project, List<EnvironmentModel> environments, String scope) throws IOException {
        UnitGraph graph = graph(project, environments);
        Set<UnitPath> chosen = selected(project, graph, scope);
        return path -> {
            try {
                return graph.units().contains(path)
                        ? chosen.contains(path)
                        : selected(project, graph.with(path), scope).contains(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private Set<UnitPath> selected(Project project, UnitGraph graph, String scope) throws IOException {
        String folder = folder(project);
        Set<UnitPath> selected = new TreeSet<>(UnitFilter.selected(List.of(parse(scope, folder)), graph));
        selected.retainAll(UnitFilter.selected(
                filters.stream().map(text -> parse(text, folder)).toList(), graph));
        return selected;
    }

    private static UnitFilter parse(String text, String folder) {
        try {
            return UnitFilter.parse(text, folder);
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(e.getMessage());
        }
    }

    private UnitGraph graph(Project project, List<EnvironmentModel> environments) {
        List<UnitModel<?, ?>> units = EnvironmentModel.units(environments);
        return UnitGraph.of(units, base -> {
            if (!changes.containsKey(base)) {
                changes.put(base, changed(project, environments, units, base));
            }
            return changes.get(base);
        });
    }

    private static Set<UnitPath> changed(
            Project project, List<EnvironmentModel> environments, List<UnitModel<?, ?>> units, String base)
            throws IOException {
        TreeSnapshot before;
        try {
            before = TreeSnapshot.commit(project.root(), TreeSnapshot.mergeBase(project.root(), base));
        } catch (IOException e) {
            throw Failure.badInput(e.getMessage());
        }
        TreeSnapshot now = TreeSnapshot.synthesized(project.root(), environments, project.documents(units));
        return AffectedUnits.between(before, now, units).stream()
                .map(Affected::unit)
                .collect(Collectors.toSet());
    }

    /** The current folder within the live tree or the settings, which {@code ./} stands for. */
    private static String folder(Project project) {
        Path current = project.current();
        return Stream.of(LiveTree.FOLDER, SettingsTree.FOLDER)
                .map(project.root()::resolve)
                .filter(current::startsWith)
                .map(tree -> tree.relativize(current).toString().replace('\\', '/'))
                .findFirst()
                .orElse("");
    }
}
