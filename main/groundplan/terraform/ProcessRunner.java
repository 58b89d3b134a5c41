package groundplan.terraform;

import groundplan.console.StepLog;
import groundplan.files.TemporaryFolder;
import groundplan.redact.RedactedCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs a program and waits until it ends.
 *
 * @param command the program and its arguments
 * @param folder its working folder
 * @param variables environment variables in addition to those of this process; if there is a {@code PATH} among them they are all that it
 *     gets, so that one can be taken away
 */
public record ProcessRunner(List<String> command, Path folder, Map<String, String> variables) {

    /** The exit code and the output. */
    public record Result(int exit, String output) {}

    /** Starts a prepared program. */
    interface Starter {
        /** The running program. */
        Process start(ProcessBuilder program) throws IOException;
    }

    /** Runs it with this process's own streams; returns its exit code. */
    public int inherit() throws IOException {
        try (StepLog.TimedStep step = begun(command, folder)) {
            int exit = await(builder().inheritIO().start());
            step.result(() -> "exit code " + exit);
            return exit;
        }
    }

    /**
     * The same for a program that nobody else may outlive: if this process is interrupted, it ends when the program has. A
     * terminal's interrupt reaches the program too.
     */
    public int inheritToItsEnd() throws IOException {
        Process process = builder().inheritIO().start();
        Thread hook = new Thread(() -> process.onExit().join(), "waits for " + command.get(0));
        Runtime.getRuntime().addShutdownHook(hook);
        try (StepLog.TimedStep step = begun(command, folder)) {
            int exit = await(process);
            step.result(() -> "exit code " + exit);
            return exit;
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyGoing) {
                // The JVM is shutting down, and the hook is waiting.
            }
        }
    }

    /** Runs it and collects its output and errors. */
    public Result quietly() throws IOException {
        return quietly(ProcessBuilder::start);
    }

    /** The same, started by a caller that keeps track of the process. */
    Result quietly(Starter starter) throws IOException {
        return collected(builder().redirectErrorStream(true), "", starter);
    }

    /** Runs it and returns its standard output, or its error stream if it fails. */
    public Result results() throws IOException {
        return results(TemporaryFolder.file("groundplan-", ".err"), "", ProcessBuilder::start);
    }

    /**
     * The same; the error stream passes through a file.
     *
     * @param errors the file, which is deleted afterwards
     * @param input what the program reads from its standard input, all of it before it prints anything
     */
    Result results(Path errors, String input, Starter starter) throws IOException {
        try {
            Result result = collected(builder().redirectError(errors.toFile()), input, starter);
            return result.exit() == 0
                    ? result
                    : new Result(result.exit(), Files.exists(errors) ? Files.readString(errors) : "");
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private Result collected(ProcessBuilder builder, String input, Starter starter) throws IOException {
        try (StepLog.TimedStep step = begun(command, folder)) {
            Process process = starter.start(
                    input.isEmpty() ? builder.redirectInput(ProcessBuilder.Redirect.from(nothing())) : builder);
            if (!input.isEmpty()) {
                try (OutputStream standardInput = process.getOutputStream()) {
                    standardInput.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException ended) {
                    // It has ended without reading everything; its exit code and its errors tell why.
                    step.result(ended::toString);
                }
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = await(process);
            step.result(() -> "exit code " + exit);
            return new Result(exit, output);
        }
    }

    /** Logs the start of a program with {@code --verbose}, without secrets in its arguments. */
    public static StepLog.TimedStep begun(List<String> command, Path folder) {
        return StepLog.longStep(() -> RedactedCommand.of(command) + " (in " + folder + ")");
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        give(builder, variables);
        return builder;
    }

    /** Gives a program its environment. */
    static void give(ProcessBuilder builder, Map<String, String> variables) {
        if (variables.containsKey("PATH")) {
            builder.environment().keySet().retainAll(variables.keySet());
        }
        builder.environment().putAll(variables);
    }

    static java.io.File nothing() {
        return new java.io.File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    /** Waits for a process; an interrupt is passed on to it, so that Terraform can write its state. */
    public static int await(Process process) throws IOException {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                process.destroy();
            }
        }
    }
}
