package groundplan.tools;

import groundplan.terraform.Engine;
import groundplan.terraform.ProcessRunner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An executable that somebody named, and which engine it is.
 *
 * @param engine the engine, as the program says itself
 * @param path its path
 * @param version its version
 */
public record EngineProgram(Engine engine, Path path, String version) {
    private static final Pattern VERSION = Pattern.compile("(?m)^(\\w+) v(\\d+\\.\\d+\\.\\S*)");

    /**
     * The program that a path or a name on the PATH means.
     *
     * @throws IOException when it cannot be started, or is no engine
     */
    public static EngineProgram at(String named, Map<String, String> variables) throws IOException {
        Path path = named.contains(File.separator)
                ? Path.of(named).toAbsolutePath()
                : search(named, variables)
                        .orElseThrow(() -> new IOException(
                                Engine.PATH + " names '" + named + "', and there is no such program on the PATH"));
        if (!Files.isExecutable(path)) {
            throw new IOException(Engine.PATH + " names " + path + ", which is no program");
        }
        String output = new ProcessRunner(
                        java.util.List.of(path.toString(), "version"),
                        path.getParent(),
                        Map.of("CHECKPOINT_DISABLE", "1"))
                .quietly()
                .output();
        Matcher found = VERSION.matcher(output);
        while (found.find()) {
            String title = found.group(1);
            Optional<Engine> engine = Arrays.stream(Engine.values())
                    .filter(one -> one.title().equals(title))
                    .findFirst();
            if (engine.isPresent()) {
                return new EngineProgram(engine.get(), path, found.group(2));
            }
        }
        throw new IOException(
                Engine.PATH + " names " + path + ", which is neither Terraform nor OpenTofu: asked for its"
                        + " version it says '" + output.lines().findFirst().orElse("") + "'");
    }

    /** Whether an engine's program is on the PATH, whatever its version. */
    public static boolean onPath(Engine engine, Map<String, String> variables) {
        return search(engine.program(), variables).isPresent();
    }

    private static Optional<Path> search(String name, Map<String, String> variables) {
        return Stream.of(variables.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(name).toAbsolutePath())
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst();
    }
}
