package groundplan.promote;

import groundplan.json.ContentHash;
import groundplan.redact.SecretPatterns;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an apply brings to an environment, in a form that can be compared with what another environment has.
 *
 * @param digest of what all environments of the system share: what makes resources of settings, and {@code system.yaml} but
 *     for promotable values. The same for each, whatever their accounts and sizes
 * @param values the environment's promotable values, by key: they pass from environment to environment one by one
 */
public record Release(String digest, SortedMap<String, String> values) {
    /** What makes resources of settings, below the program's folder. */
    private static final List<String> PROGRAM =
            List.of("modules", "main/groundplan/settings", "main/groundplan/synth", "pom.xml");

    /**
     * The release that the working folder holds for one environment.
     *
     * @param program the folder of Groundplan itself
     * @param root the project's folder
     * @param environments all environments: a key that is promotable in one of the system is it in all
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
        StringBuilder shared = new StringBuilder();
        text(SettingsTree.system(root, environment.system()), List.of(), promotable, shared);
        return new Release(ContentHash.shortened(program(program) + "\n" + shared), values(environment));
    }

    /** The promotable values of an environment. */
    static SortedMap<String, String> values(EnvironmentModel environment) {
        SortedMap<String, String> values = new TreeMap<>();
        SettingKey.of(environment).forEach((key, value) -> {
            if (value.promotable()) {
                // They are kept beside the states, and shown: a secret can be compared without being said.
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

    private static void text(Node node, List<String> path, Set<List<String>> promotable, StringBuilder into) {
        if (promotable.contains(path)) {
            return;
        }
        if (node instanceof Node.Mapping mapping) {
            new TreeMap<>(mapping.entries()).forEach((key, entry) -> {
                List<String> below = new ArrayList<>(path);
                below.add(key);
                text(entry.value(), List.copyOf(below), promotable, into);
            });
        } else {
            into.append(path)
                    .append(' ')
                    .append(node.describe())
                    .append(' ')
                    .append(Explanation.text(node))
                    .append('\n');
        }
    }

    /** The sources: what a compiler makes of them may differ from machine to machine. */
    private static String program(Path program) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (String part : PROGRAM) {
            Path start = program.resolve(part);
            if (Files.exists(start)) {
                try (Stream<Path> walk = Files.walk(start)) {
                    walk.filter(Files::isRegularFile)
                            .forEach(file -> files.put(
                                    program.relativize(file).toString().replace('\\', '/'), fingerprint(file)));
                }
            }
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> file : files.entrySet()) {
            text.append(file.getKey()).append(' ').append(file.getValue()).append('\n');
        }
        return ContentHash.shortened(text.toString());
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
