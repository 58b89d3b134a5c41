package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.console.Console;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** That a command line which makes only the commands that it needs answers as one that makes all. */
class SubcommandsTest {
    @TempDir
    Path folder;

    private static CommandLine all() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return Main.commandLine(new Console(nowhere, nowhere, false, false), Map.of());
    }

    private Outcome run(String... arguments) {
        return TempProject.shop(folder).run(arguments);
    }

    @Test
    void theHelpListsAllCommands() {
        String expected = all().getUsageMessage(Ansi.OFF);
        assertTrue(expected.contains("  validate ") && expected.contains("  generate-completion "), expected);
        assertEquals(expected, run("--help").exits(0).out());
        assertEquals(expected, run().exits(0).out());
        assertEquals(
                expected,
                run("--no-color", "--project", "elsewhere", "-h").exits(0).out());
        assertEquals(expected, run("--help", "validate").exits(0).out());
    }

    @Test
    void theHelpOfEveryCommandIsWhatItIsAmongAll() {
        all().getSubcommands()
                .forEach((name, command) -> assertEquals(
                        command.getUsageMessage(Ansi.OFF),
                        run(name, "--help").exits(0).out()));
    }

    @Test
    void theCommandStandsBehindTheOptionsOfAll() {
        run("--project", folder.toString(), "--no-color", "list").exits(0).prints("shop/dev/us-east-1/network");
        run("--project=" + folder, "list", "--no-color").exits(0).prints("shop/dev/us-east-1/network");
    }

    @Test
    void ofAWrongCommandItSaysWhichOneMayBeMeant() {
        run("validat").exits(2).complains("groundplan validate");
        run("--bogus", "validate").exits(2).complains("Unknown option: '--bogus'");
        run("validate", "--bogus").exits(2).complains("Unknown option: '--bogus'");
    }
}
