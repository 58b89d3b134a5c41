package groundplan.scripts;

import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that was run to its end, with its two streams apart. */
final class Started {
    private Started() {}

    static Outcome program(List<String> command, Path folder, Map<String, String> variables, Map<String, String> more) {
        try {
            Path out = Files.createTempFile("script", ".out");
            Path err = Files.createTempFile("script", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(variables);
            builder.environment().putAll(more);
            Process process = builder.start();
            process.getOutputStream().close();
            int exit = process.waitFor();
            Outcome outcome = new Outcome(String.join(" ", command), exit, Repository.text(out), Repository.text(err));
            Files.delete(out);
            Files.delete(err);
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
