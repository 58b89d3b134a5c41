package groundplan.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import groundplan.files.TextFile;
import groundplan.settings.FormattedYaml;
import groundplan.settings.InvalidSettings;
import groundplan.settings.Problem;
import groundplan.settings.SettingsTree;
import groundplan.workspace.ExitCode;
import groundplan.workspace.Failure;
import groundplan.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "fmt",
        description =
                "Formats settings: indentation, spaces, quotes and blank lines. Values, their order and comments stay."
                        + " Prints the files that it changes.",
        mixinStandardHelpOptions = true)
final class FmtCommand implements Callable<Integer> {
    private static final int CONTEXT = 3;

    @ParentCommand
    GroundplanCommand parent;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Files, and folders with all YAML files in them. Default: all settings.")
    List<Path> places = List.of();

    @Option(names = "--check", description = "Writes nothing; exits 1 if a file is not formatted.")
    boolean check;

    @Option(names = "--diff", description = "Prints what changes in the files.")
    boolean diff;

    @Override
    public Integer call() throws Exception {
        Project project = parent.project();
        Map<Path, String> formatted = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files(project)) {
            try {
                formatted.put(file, FormattedYaml.of(shown(project, file), Files.readString(file)));
            } catch (InvalidSettings invalid) {
                problems.addAll(invalid.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        boolean changes = false;
        for (Map.Entry<Path, String> entry : formatted.entrySet()) {
            String before = Files.readString(entry.getKey());
            if (!before.equals(entry.getValue())) {
                changes = true;
                show(shown(project, entry.getKey()), before, entry.getValue());
                if (!check) {
                    TextFile.replace(entry.getKey(), entry.getValue());
                }
            }
        }
        parent.console().out().flush();
        return check && changes ? ExitCode.FAILED : ExitCode.FINE;
    }

    private void show(String name, String before, String after) {
        parent.console().out().println(name);
        if (diff) {
            List<String> old = before.lines().toList();
            UnifiedDiffUtils.generateUnifiedDiff(
                            name, name, old, DiffUtils.diff(old, after.lines().toList()), CONTEXT)
                    .forEach(line -> parent.console().out().println(coloured(line)));
        }
    }

    private String coloured(String line) {
        return line.startsWith("+")
                ? parent.console().green(line)
                : line.startsWith("-") ? parent.console().red(line) : line;
    }

    private static String shown(Project project, Path file) {
        return (file.startsWith(project.root()) ? project.root().relativize(file) : file)
                .toString()
                .replace('\\', '/');
    }

    private Set<Path> files(Project project) throws IOException {
        Set<Path> files = new TreeSet<>();
        List<Path> chosen = places.isEmpty() ? List.of(project.root().resolve(SettingsTree.FOLDER)) : places;
        for (Path place : chosen) {
            Path file = project.current().resolve(place).normalize();
            if (Files.isRegularFile(file)) {
                files.add(file);
            } else if (Files.isDirectory(file)) {
                try (Stream<Path> walk = Files.walk(file)) {
                    walk.filter(below -> Files.isRegularFile(below)
                                    && below.getFileName().toString().matches("[^.].*\\.ya?ml"))
                            .forEach(files::add);
                }
            } else {
                throw Failure.badInput("there is no file or folder " + place);
            }
        }
        return files;
    }
}
