package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that runs the scripts of the program's folder on any project. */
class ScriptCommandTest {
    @TempDir
    Path folder;

    @Test
    void aScriptGetsItsOwnOptionsTheProjectAndTheUsersFolder() throws Exception {
        TempProject shop = TempProject.shop(folder.resolve("shop"));
        Path program =
                Files.createDirectories(folder.resolve("program/scripts")).getParent();
        Files.writeString(
                program.resolve("scripts/greet.sh"),
                "#!/usr/bin/env bash\n# Greets.\necho \"$GROUNDPLAN_PROJECT $PWD $*\"\nexit 3\n");
        Path current = Files.createDirectories(shop.root().resolve("docs"));

        assertEquals(
                "3 " + shop.root() + " " + current + " web --dry-run --help -- npm run\n",
                started(program, current, "script", "greet", "web", "--dry-run", "--help", "--", "npm", "run"));
        Map<String, String> variables = Map.of("GROUNDPLAN_PROGRAM", program.toString());
        assertEquals(
                List.of("greet            Greets."),
                shop.run(variables, false, "script").exits(0).out().lines().toList());
        shop.run(variables, false, "script", "deploy").exits(2).complains("no script 'deploy'; there are: greet");
    }

    @Test
    void theScriptsAreListedWithWhatTheyDo() {
        Outcome listed = TempProject.shop(folder).run("script").exits(0);
        for (String script : List.of("deploy-service", "run-task", "shift-function")) {
            listed.prints(script);
        }
        listed.prints("Builds a service of any system, pushes the image, and updates the service.");
    }

    /** Its exit code and what it prints: a script writes to the streams of the process itself. */
    private static String started(Path program, Path current, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .directory(current.toFile())
                .redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("GROUNDPLAN_PROGRAM", program.toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + out;
    }
}
