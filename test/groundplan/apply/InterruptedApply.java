package groundplan.apply;

import groundplan.terraform.DetachedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process in which an apply is under way. */
final class InterruptedApply {
    private InterruptedApply() {}

    /**
     * Prints a line once the program is at work.
     *
     * @param arguments the folder to work in, with the program
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        try (InterruptHandler running = new InterruptHandler()) {
            DetachedProcess program =
                    DetachedProcess.start(List.of("/bin/sh", "program"), folder, Map.of(), folder.resolve("log"));
            running.enter(program.process());
            while (!Files.exists(folder.resolve("ready"))) {
                Thread.onSpinWait();
            }
            System.out.println("ready");
            program.await();
            running.leave(program.process());
        }
    }
}
