package groundplan.terraform;

import groundplan.files.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the engine gets the AWS provider: from a filesystem mirror if there is one, otherwise from its registry. A mirror is searched
 * in this order: the folder that {@value #VARIABLE} names; the engine's own CLI configuration; the folders that the engine searches by
 * itself; an unpacked provider below the system's folder for add-on software. A mirror of Terraform's registry serves OpenTofu too, whose
 * registry has the same packages under another host name: see {@link MirrorLinks}.
 */
public final class ProviderMirror {
    /** The environment variable that names a mirror. */
    public static final String VARIABLE = "GROUNDPLAN_PROVIDER_MIRROR";

    private static final String CONFIGURATION = "TF_CLI_CONFIG_FILE";
    private static final String PROVIDER = "hashicorp/aws";
    private static final int DEPTH = 4;

    private ProviderMirror() {}

    /**
     * The environment variables that point the engine to the mirror; empty if it needs none.
     *
     * @param process the environment variables, by which it is known which engine that is
     * @param home the folder in which a configuration file is written if one is needed
     */
    public static Map<String, String> variables(Map<String, String> process, Path home) throws IOException {
        return variables(process, home, Path.of("/opt"));
    }

    static Map<String, String> variables(Map<String, String> process, Path home, Path addOns) throws IOException {
        Engine engine = Engine.of(process);
        String named = process.get(VARIABLE);
        if (named != null && !named.isEmpty()) {
            if (!Files.isDirectory(Path.of(named))) {
                throw new IOException(VARIABLE + " names '" + named + "', which is not a folder");
            }
            return configured(engine, Path.of(named), home);
        }
        Path user = Path.of(process.getOrDefault("HOME", "."));
        String given = process.get(CONFIGURATION);
        Path configuration = given == null || given.isEmpty() ? configuration(engine, user) : Path.of(given);
        if (Files.isReadable(configuration) && Files.readString(configuration).contains("provider_installation")) {
            return Map.of();
        }
        List<Path> searched = new ArrayList<>(
                List.of(user.resolve(".terraform.d/plugins"), user.resolve(".local/share/terraform/plugins")));
        for (String folder : process.getOrDefault("XDG_DATA_DIRS", "/usr/local/share:/usr/share")
                .split(":")) {
            searched.add(Path.of(folder).resolve("terraform/plugins"));
        }
        for (Path folder : searched) {
            Optional<Path> mirror = mirror(folder);
            if (mirror.isPresent()) {
                if (engine == Engine.TOFU && MirrorLinks.lacking(mirror.get())) {
                    return configured(engine, mirror.get(), home);
                }
                // The engine searches there by itself; an empty file keeps it from reporting that the named one does
                // not
                // exist.
                return given != null && !Files.exists(configuration) ? Map.of(CONFIGURATION, empty(home)) : Map.of();
            }
        }
        Optional<Path> unpacked = mirror(addOns);
        if (unpacked.isPresent()) {
            return configured(engine, unpacked.get(), home);
        }
        return given != null && !given.isEmpty() && !Files.exists(configuration)
                ? Map.of(CONFIGURATION, empty(home))
                : Map.of();
    }

    /** The folder above {@code <registry host>/hashicorp/aws/<version>}, at or below the given one. */
    private static Optional<Path> mirror(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> walk = Files.find(
                folder,
                DEPTH,
                (path, attributes) -> attributes.isDirectory() && path.endsWith(PROVIDER) && hasVersion(path))) {
            return walk.sorted()
                    .map(path -> path.getParent().getParent().getParent())
                    .findFirst();
        } catch (java.io.UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean hasVersion(Path provider) {
        try (Stream<Path> versions = Files.list(provider)) {
            return versions.anyMatch(
                    path -> Character.isDigit(path.getFileName().toString().charAt(0)));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The engine's own CLI configuration. OpenTofu reads Terraform's if it has none. */
    private static Path configuration(Engine engine, Path user) {
        Path own = user.resolve(".tofurc");
        return engine == Engine.TOFU && Files.exists(own) ? own : user.resolve(".terraformrc");
    }

    /** OpenTofu's configuration serves both engines: each takes what is in the folders of its own registry. */
    private static Map<String, String> configured(Engine engine, Path mirror, Path home) throws IOException {
        List<Path> mirrors = new ArrayList<>(List.of(mirror.toAbsolutePath()));
        if (engine == Engine.TOFU && MirrorLinks.lacking(mirror)) {
            mirrors.add(MirrorLinks.of(mirror, home));
        }
        StringBuilder text = new StringBuilder("provider_installation {\n");
        mirrors.forEach(path -> text.append(
                """
                  filesystem_mirror {
                    path    = "%s"
                    include = ["%s"]
                  }
                """
                        .formatted(path, PROVIDER)));
        text.append(
                """
                  direct {
                    exclude = ["%s"]
                  }
                }
                """
                        .formatted(PROVIDER));
        return Map.of(CONFIGURATION, write(home, engine.program() + "-mirror.rc", text.toString()));
    }

    private static String empty(Path home) throws IOException {
        return write(home, "terraform.rc", "");
    }

    private static String write(Path home, String name, String text) throws IOException {
        Files.createDirectories(home);
        Path file = home.resolve(name);
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            TextFile.replace(file, text);
        }
        return file.toString();
    }
}
