package groundplan.terraform;

import groundplan.console.StepLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that finishes its work even if this process is killed. It writes to a file, because a pipe without a reader would end it,
 * and runs in a session of its own, so that a signal to this process's group does not reach it.
 */
public final class DetachedProcess {
    private final Process process;
    private final Path log;
    private final StepLog.TimedStep step;

    private DetachedProcess(Process process, Path log, StepLog.TimedStep step) {
        this.process = process;
        this.log = log;
        this.step = step;
    }

    /**
     * Starts a program.
     *
     * @param variables environment variables in addition to those of this process
     * @param log the file to which its output is written
     * @throws IOException when it cannot be started in a session of its own
     */
    public static DetachedProcess start(List<String> command, Path folder, Map<String, String> variables, Path log)
            throws IOException {
        List<String> whole = new ArrayList<>(OwnSession.prefix()
                .orElseThrow(() -> new IOException("none of setsid, perl and python3 is on the PATH; one of them is"
                        + " needed, so that an interrupt does not end Terraform before it has written its state")));
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(ProcessRunner.nothing()))
                .redirectOutput(log.toFile());
        ProcessRunner.give(builder, variables);
        return new DetachedProcess(builder.start(), log, ProcessRunner.begun(whole, folder));
    }

    /** The process. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Waits until it ends. */
    public ProcessRunner.Result await() throws IOException {
        int exit = ProcessRunner.await(process);
        step.result(() -> "exit code " + exit);
        step.close();
        return new ProcessRunner.Result(exit, Files.readString(log));
    }
}
