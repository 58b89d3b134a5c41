package groundplan.settings;

import groundplan.kernel.Nearest;
import groundplan.pricing.Usage;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads {@code environments/<system>/usage.yaml}: usage that costs depend on and settings do not determine, by environment. It
 * does not affect what is generated; keys that it omits have the defaults of {@link Usage}.
 */
public final class UsageFile {
    static final String NAME = "usage.yaml";

    private final String shown;
    private final List<Problem> problems;

    private UsageFile(String shown, List<Problem> problems) {
        this.shown = shown;
        this.problems = problems;
    }

    /**
     * The assumed usage of an environment.
     *
     * @param usage the figures
     * @param explanations each figure with its position and its meaning
     */
    public record Read(Usage usage, List<Explanation> explanations) {}

    /**
     * Reads the assumed usage of an environment.
     *
     * @param root the project's folder
     * @throws InvalidSettings when anything in the system's file is wrong
     */
    public static Read of(Path root, EnvironmentModel environment) throws InvalidSettings {
        List<Problem> problems = new ArrayList<>();
        Path folder = root.resolve(SettingsTree.FOLDER).resolve(environment.system());
        Path file = folder.resolve(NAME);
        Map<String, Node.Mapping> nodes = new TreeMap<>();
        Optional<Usage> usage;
        UsageFile reader = new UsageFile(root.relativize(file).toString().replace('\\', '/'), problems);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            nodes = reader.nodes(file, Set.of());
        }
        Node.Mapping node =
                nodes.getOrDefault(environment.name(), Node.Mapping.empty(new SourceLocation(reader.shown, 0, 0)));
        usage = reader.bind(environment.name(), node);
        if (usage.isEmpty() || !problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return new Read(usage.get(), Explanation.of(Usage.class, node, null, "usage"));
    }

    /** The usage that is assumed where nothing else is said. */
    public static Usage defaults() {
        UsageFile reader = new UsageFile(NAME, new ArrayList<>());
        return reader.bind("", Node.Mapping.empty(new SourceLocation(NAME, 0, 0)))
                .orElseThrow(IllegalStateException::new);
    }

    /** Reports the problems of a system's file; none if there is no file. */
    static void check(Path file, String shown, Collection<String> environments, List<Problem> problems) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            UsageFile reader = new UsageFile(shown, problems);
            reader.nodes(file, environments).forEach(reader::bind);
        }
    }

    /** @param environments the names that are allowed; empty if they were checked before */
    private Map<String, Node.Mapping> nodes(Path file, Collection<String> environments) {
        Map<String, Node.Mapping> nodes = new TreeMap<>();
        YamlFile.read(file, shown, problems).ifPresent(mapping -> {
            TypedSecrets.check(mapping, problems);
            mapping.entries().forEach((name, entry) -> {
                if (!environments.isEmpty() && !environments.contains(name)) {
                    String hint = Nearest.hint(name, environments);
                    problems.add(new Problem(entry.mark(), name, "is not an environment of the system" + hint));
                } else if (entry.value() instanceof Node.Mapping usage) {
                    nodes.put(name, usage);
                } else {
                    problems.add(new Problem(
                            entry.value().mark(),
                            name,
                            "expected the usage of the environment, found "
                                    + entry.value().describe()));
                }
            });
        });
        return nodes;
    }

    private Optional<Usage> bind(String environment, Node.Mapping node) {
        return new Binder(problems).bind(Usage.class, node, environment, Set.of());
    }
}
