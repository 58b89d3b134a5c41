package groundplan.workspace;

import groundplan.terraform.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The scripts that deploy applications. They come with Groundplan, in the folder {@code scripts/} of the program, and work on any
 * project.
 *
 * @param project the project to run them on
 */
public record Scripts(Project project) {
    private static final String ENDING = ".sh";

    /** The names of the scripts, without ending, each with what it does: the second line of its file. */
    public SortedMap<String, String> all() throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        if (!Files.isDirectory(folder())) {
            throw Failure.failed("there is no folder " + folder() + " with the scripts; install Groundplan again");
        }
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ENDING)).toList()) {
                String name = file.getFileName().toString();
                try (Stream<String> lines = Files.lines(file)) {
                    found.put(
                            name.substring(0, name.length() - ENDING.length()),
                            lines.skip(1).findFirst().orElse("").replaceFirst("^#\\s*", ""));
                }
            }
        }
        return found;
    }

    /**
     * Runs a script in the user's folder, with this process's streams. If this process is interrupted, it ends when the script has:
     * one that rolls back must not go on behind the back of a user who thinks that it is over.
     *
     * @param name a name of {@link #all}
     * @return its exit code
     */
    public int run(String name, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("bash", folder().resolve(name + ENDING).toString()));
        command.addAll(arguments);
        return new ProcessRunner(
                        command,
                        project.current(),
                        Map.of("GROUNDPLAN_PROJECT", project.root().toString()))
                .inheritToItsEnd();
    }

    private Path folder() {
        return project.program().resolve("scripts");
    }
}
