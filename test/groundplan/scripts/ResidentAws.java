package groundplan.scripts;

import groundplan.testing.Repository;
import groundplan.testing.TestFiles;
import groundplan.tools.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The AWS command line in a process that stays: it is loaded once, and forks for each call. The scripts make hundreds of calls,
 * and each would take a second of Python's start.
 */
final class ResidentAws {
    private static final Path FOLDER = Repository.root().resolve("test/groundplan/scripts");

    private ResidentAws() {}

    /**
     * What a shell executes in the place of {@code aws}, started by the first test that asks. It is the program itself where
     * that is not written in Python, as version 2 is not.
     */
    static String command() {
        return Shared.COMMAND;
    }

    /** The call of a process that was started with a Python. */
    private static Optional<String> start(Path python, String version) throws IOException {
        Path socket = TestFiles.forThisRun().resolve("aws");
        Process process = new ProcessBuilder(
                        python.toString(),
                        "-B",
                        FOLDER.resolve("resident_aws.py").toString(),
                        socket.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        String ready =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (ready == null || !ready.startsWith(version + " ")) {
            end(process);
            return Optional.empty();
        }
        return Optional.of("'" + ready.substring(version.length() + 1) + "' -IS '" + FOLDER.resolve("aws_call.py")
                + "' '" + socket + "'");
    }

    /** It ends with its input. */
    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Shared {
        static final String COMMAND = command();

        private static String command() {
            Tool tools = new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv());
            try {
                Path program = tools.path("aws");
                String version = tools.find("aws").orElseThrow().version();
                // Where tools/tool installs it, and where pip does.
                for (Path python : List.of(
                        program.resolveSibling("../venv/bin/python").normalize(), program.resolveSibling("python3"))) {
                    Optional<String> resident = Files.isExecutable(python) ? start(python, version) : Optional.empty();
                    if (resident.isPresent()) {
                        return resident.get();
                    }
                }
                return "'" + program + "'";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
