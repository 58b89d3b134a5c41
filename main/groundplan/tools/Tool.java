package groundplan.tools;

import groundplan.console.StepLog;
import groundplan.terraform.ProcessRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the external programs. A program on the PATH is used if its version is suitable; others are installed, pinned, into the
 * project's ignored folder by {@code tools/tool}.
 *
 * @param program the folder that holds {@code tools/}
 * @param home the ignored folder
 * @param variables the environment variables of the process
 */
public record Tool(Path program, Path home, Map<String, String> variables) {

    /** A program, as {@code tools/tool} reports it. */
    public record InstalledTool(String path, String version) {}

    /** The program's path. The program is installed if it is missing. */
    public Path path(String name) throws IOException {
        ToolOutput result = run(List.of(name), true);
        if (result.exit() != 0) {
            throw new IOException("cannot find or install " + name + "; `groundplan doctor` shows what is missing");
        }
        return Path.of(result.output().strip());
    }

    /** The program if it exists; nothing is installed. */
    public Optional<InstalledTool> find(String name) throws IOException {
        ToolOutput result = run(List.of("--find", name), false);
        String[] parts = result.output().strip().split("\t", 2);
        return result.exit() == 0 && parts.length == 2
                ? Optional.of(new InstalledTool(parts[0], parts[1]))
                : Optional.empty();
    }

    /** All programs: name, wanted version, and how each would be obtained, as {@code tools/tool --list} prints it. */
    public List<String[]> list() throws IOException {
        return run(List.of("--list"), false)
                .output()
                .lines()
                .map(line -> line.split("\t| {2,}", 3))
                .toList();
    }

    private record ToolOutput(int exit, String output) {}

    private ToolOutput run(List<String> arguments, boolean showProgress) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(program.resolve("tools/tool").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(showProgress ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(variables);
        builder.environment().put("GROUNDPLAN_HOME", home.toString());
        try (StepLog.TimedStep step = ProcessRunner.begun(command, Path.of(""))) {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = ProcessRunner.await(process);
            step.result(() -> "exit code " + exit);
            return new ToolOutput(exit, output);
        }
    }
}
