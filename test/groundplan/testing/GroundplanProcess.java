package groundplan.testing;

import groundplan.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Groundplan in a process of its own, for what only a process can show: a kill, a limit, a missing program.
 *
 * @param project what it works on
 * @param variables all environment variables that it gets, beside its own
 * @param limit the largest file that it may write, in blocks of 1024 bytes; 0 for any
 */
public record GroundplanProcess(TempProject project, Map<String, String> variables, int limit) {
    /** A process with this one's environment variables. */
    public static GroundplanProcess on(TempProject project) {
        return new GroundplanProcess(project, System.getenv(), 0);
    }

    /** Starts it; it reads nothing, and both of its streams are one. */
    public Process start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "/bin/bash",
                "-c",
                (limit > 0 ? "ulimit -f " + limit + "; " : "") + "exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Its performance counters are a file too, larger than the limit.
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:CICompilerCount=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Map<String, String> all = new TreeMap<>(variables);
        all.putAll(Map.of(
                "GROUNDPLAN_HOME",
                project.home().toString(),
                "GROUNDPLAN_PROGRAM",
                Repository.root().toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.root().toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(all);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end. */
    public Outcome run(String... arguments) {
        Process process = start(arguments);
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome("groundplan " + String.join(" ", arguments), process.waitFor(), output, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
