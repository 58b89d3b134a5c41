package groundplan.promote;

import groundplan.git.GitFolder;
import groundplan.json.CanonicalForm;
import groundplan.json.ContentHash;
import groundplan.redact.SecretPatterns;
import groundplan.settings.CodeLocation;
import groundplan.settings.EnvironmentModel;
import groundplan.settings.Explanation;
import groundplan.settings.InvalidSettings;
import groundplan.settings.Node;
import groundplan.settings.SettingsTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is applied in an environment, in a form that can be compared between environments.
 *
 * @param digest of what all environments of the system share: the code that generates resources from settings, and
 *     {@code system.yaml} without promotable values. It is independent of the accounts and sizes of environments
 * @param values the environment's promotable values, by key; each is promoted on its own
 */
public record Release(String digest, SortedMap<String, String> values) {
    /** The code that generates resources from settings, below the program's folder. */
    private static final List<String> PROGRAM =
            List.of("modules", "main/groundplan/settings", "main/groundplan/synth", "pom.xml");

    /** Files that interpreters and editors leave next to sources: hidden files, compiled ones, backups. */
    private static final Pattern LEFTOVER =
            Pattern.compile("(^|/)(\\.|#|__pycache__(/|$)|node_modules(/|$))|(~|\\.(pyc|class|swp|bak|orig|rej|tmp))$");

    /**
     * The release of one environment in the working directory.
     *
     * @param program the folder of Groundplan itself
     * @param root the project's folder
     * @param environments all environments: a key that is promotable in one of the system is promotable in all
     */
    public static Release of(Path program, Path root, EnvironmentModel environment, List<EnvironmentModel> environments)
            throws IOException, InvalidSettings {
        Set<List<String>> promotable = new HashSet<>();
        environments.stream()
                .filter(other -> other.system().equals(environment.system()))
                .forEach(other -> SettingKey.of(other).forEach((key, value) -> {
                    if (value.promotable()) {
                        promotable.add(SettingKey.inFile(value.unit(), key.path()));
                    }
                }));
        Object shared = shared(SettingsTree.system(root, environment.system()), List.of(), promotable)
                .orElse(Map.of());
        List<Object> content = new ArrayList<>(List.of(program(program), shared));
        Map<String, String> own = own(program, root);
        if (!own.isEmpty()) {
            content.add(own);
        }
        return new Release(ContentHash.shortened(CanonicalForm.of(content)), values(environment));
    }

    /** The promotable values of an environment. */
    static SortedMap<String, String> values(EnvironmentModel environment) {
        SortedMap<String, String> values = new TreeMap<>();
        SettingKey.of(environment).forEach((key, value) -> {
            if (value.promotable()) {
                // Values are stored next to the states, and shown; of a secret only the digest, which can be compared.
                value.node()
                        .map(Explanation::text)
                        .ifPresent(text -> values.put(
                                key.toString(),
                                SecretPatterns.shown(key.toString(), text).equals(text)
                                        ? text
                                        : "sha256:" + ContentHash.shortened(text)));
            }
        });
        return values;
    }

    /** The content of a value, without promotable values, and without maps that contain nothing else. */
    private static Optional<Object> shared(Node node, List<String> path, Set<List<String>> promotable) {
        if (promotable.contains(path)) {
            return Optional.empty();
        }
        if (node instanceof Node.Scalar scalar) {
            return Optional.of(List.of(scalar.type(), scalar.text()));
        }
        if (node instanceof Node.Sequence list) {
            return Optional.of(list.items().stream()
                    .map(item -> shared(item, List.of(), Set.of()).orElseThrow())
                    .toList());
        }
        Map<String, Node.Entry> entries = ((Node.Mapping) node).entries();
        Map<String, Object> found = new TreeMap<>();
        entries.forEach((key, entry) -> {
            List<String> below = new ArrayList<>(path);
            below.add(key);
            shared(entry.value(), List.copyOf(below), promotable).ifPresent(value -> found.put(key, value));
        });
        return found.isEmpty() && !entries.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** Digests of the sources, because compiled classes may differ between machines. */
    static Map<String, String> program(Path program) throws IOException {
        Optional<Map<String, String>> packed = ProgramSources.packed(program);
        if (packed.isPresent()) {
            return packed.get();
        }
        Map<String, String> files = new TreeMap<>();
        for (String file : sources(program, PROGRAM)) {
            if (Files.isRegularFile(program.resolve(file))) {
                files.put(file, fingerprint(program.resolve(file)));
            }
        }
        return files;
    }

    /** The files that Git tracks; without a repository, all files except those that tools leave. */
    private static List<String> sources(Path program, List<String> parts) throws IOException {
        List<String> tracked = new GitFolder(program).tracked(parts);
        if (!tracked.isEmpty()) {
            return tracked;
        }
        List<String> found = new ArrayList<>();
        for (String part : parts) {
            Path start = program.resolve(part);
            if (Files.exists(start)) {
                try (Stream<Path> walk = Files.walk(start)) {
                    walk.map(file -> program.relativize(file).toString().replace('\\', '/'))
                            .filter(file -> !LEFTOVER.matcher(file).find())
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    /** Digests of the project's own code, which makes its kinds. */
    private static Map<String, String> own(Path program, Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (Files.isDirectory(root.resolve(CodeLocation.FOLDER))
                && !(Files.isDirectory(program) && Files.isSameFile(program, root))) {
            for (String file : sources(root, List.of(CodeLocation.FOLDER))) {
                if (Files.isRegularFile(root.resolve(file))) {
                    files.put(file, fingerprint(root.resolve(file)));
                }
            }
        }
        return files;
    }

    private static String fingerprint(Path file) {
        try {
            return ContentHash.shortened(
                    new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
