package groundplan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Groundplan as a test is told to start it. The environment variable {@code GROUNDPLAN_UNDER_TEST} names a launcher, such as
 * that of an unpacked archive; without it, the command line runs in this process.
 *
 * @param project what it works on
 */
public record StartedGroundplan(TempProject project) {
    private static final String VARIABLE = "GROUNDPLAN_UNDER_TEST";

    /** Runs one command. */
    public Outcome run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /**
     * Runs one command.
     *
     * @param variables environment variables in addition to its own
     */
    public Outcome run(Map<String, String> variables, String... arguments) {
        String launcher = System.getenv(VARIABLE);
        return launcher == null ? project.run(variables, false, arguments) : process(launcher, variables, arguments);
    }

    private Outcome process(String launcher, Map<String, String> variables, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(launcher).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.root().toFile());
        builder.environment().put("GROUNDPLAN_HOME", project.home().toString());
        builder.environment().putAll(variables);
        try {
            Path errors = java.nio.file.Files.createTempFile("groundplan-test-", ".err");
            Process process = builder.redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            String complaints = Repository.text(errors);
            java.nio.file.Files.delete(errors);
            return new Outcome("groundplan " + String.join(" ", arguments), exit, output, complaints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
