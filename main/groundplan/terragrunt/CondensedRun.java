package groundplan.terragrunt;

import groundplan.console.Console;
import groundplan.console.StepLog;
import groundplan.files.TemporaryFolder;
import groundplan.terraform.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A run of Terragrunt of which a line is printed for each unit, and the errors in full; everything that it prints is in a file. For
 * that it logs as JSON, in which each entry names its unit, and writes a report.
 *
 * @param console where the lines go
 * @param tree the folder of the live tree, in which it runs
 * @param logs the folder of logs
 * @param shown the folder from which the log's path is shown
 */
public record CondensedRun(Console console, Path tree, Path logs, Path shown) {
    private static final int POLL_MILLIS = 100;

    /** Settings of a user's own log, which would not be read here. */
    private static final List<String> LOG_VARIABLES =
            List.of("TG_LOG_CUSTOM_FORMAT", "TG_LOG_DISABLE", "TG_LOG_LEVEL", "TG_LOG_FORMAT", "TG_TF_FORWARD_STDOUT");

    /**
     * Runs it until it ends. It writes to a file and not to this process, so that an interrupt or the end of this process does not
     * keep Terraform from writing a state.
     *
     * @param command Terragrunt, {@code run}, and its arguments
     * @param units the units, by their folders in the live tree
     * @param variables the environment variables
     * @return Terragrunt's exit code
     */
    public int run(RunAction action, List<String> command, List<String> units, Map<String, String> variables)
            throws IOException {
        Path work = TemporaryFolder.create("groundplan-report-");
        CountDownLatch over = new CountDownLatch(1);
        Thread hook = new Thread(() -> await(over), "terragrunt");
        try (RunLogFile log = RunLogFile.begin(logs, "run-" + action.name().toLowerCase(Locale.ROOT));
                RunOutput output = new RunOutput(console, action, units)) {
            Path report = work.resolve("report.json");
            List<String> all = reporting(command, report);
            Runtime.getRuntime().addShutdownHook(hook);
            try (StepLog.TimedStep step = ProcessRunner.begun(all, tree)) {
                int exit = follow(start(all, log.raw(), variables), log, output);
                step.result(() -> "exit code " + exit);
                Path place = log.path().startsWith(shown) ? shown.relativize(log.path()) : log.path();
                output.finish(UnitReport.read(report), exit, place.toString());
                return exit;
            }
        } finally {
            over.countDown();
            TemporaryFolder.delete(work);
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // The hook is running already, and ends now.
            }
        }
    }

    /** After an interrupt, which Terragrunt gets from the terminal too, this process goes on until Terragrunt has ended. */
    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> reporting(List<String> command, Path report) {
        List<String> all = new ArrayList<>(command);
        all.addAll(
                2,
                List.of(
                        "--log-format",
                        "json",
                        // Only its details say when the work in a unit begins.
                        "--log-level",
                        "debug",
                        "--summary-disable",
                        "--report-format",
                        "json",
                        "--report-file",
                        report.toString()));
        return all;
    }

    private Process start(List<String> command, Path to, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(tree.toFile())
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(to.toFile()));
        builder.environment().putAll(variables);
        LOG_VARIABLES.forEach(builder.environment()::remove);
        return builder.start();
    }

    private int follow(Process process, RunLogFile log, RunOutput output) throws IOException {
        Path tree = this.tree.toAbsolutePath().normalize();
        GrowingFile.Reader reader = line -> {
            var entry = LogEntry.parse(line, tree);
            if (entry.isPresent()) {
                if (!entry.get().detail()) {
                    log.add(entry.get());
                }
                output.add(entry.get());
            } else {
                log.add(line);
                output.add(line);
            }
        };
        try (GrowingFile file = new GrowingFile(log.raw())) {
            while (!ended(process)) {
                file.read(reader);
            }
            file.finish(reader);
        }
        return ProcessRunner.await(process);
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroy();
            return false;
        }
    }
}
