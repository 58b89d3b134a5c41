package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.console.Console;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands have in common: exit codes, streams, colour, help. */
class CommandLineTest {
    private static final String ESCAPE = "\u001b[";

    @TempDir
    Path folder;

    private TempProject shop;

    @BeforeEach
    void aProject() {
        shop = TempProject.shop(folder);
    }

    @Test
    void withoutACommandAllCommandsAreShown() {
        Outcome usage = shop.run().exits(0);
        for (String command : List.of(
                "validate",
                "explain",
                "list",
                "cost",
                "synth",
                "run",
                "bootstrap",
                "emulator",
                "env",
                "script",
                "new",
                "doctor")) {
            usage.prints("\n  " + command + " ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validate",
                "explain",
                "list",
                "cost",
                "synth",
                "run",
                "bootstrap",
                "emulator",
                "env",
                "script",
                "new",
                "doctor"
            })
    void everyCommandHasHelp(String command) {
        Outcome help = shop.run(command, "--help").exits(0).prints("Usage: groundplan " + command);
        assertEquals("", help.err(), () -> "help is a result: " + help);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--frobnicate",
                "validate --frobnicate",
                "list --format",
                "list --format svg",
                "cost --by day",
                "explain",
                "run shop/dev",
                "run shop/dev frobnicate",
                "frobnicate",
                "new system shop2"
            })
    void aWrongCommandLineExitsTwoAndSaysHowItIsMeant(String arguments) {
        Outcome wrong = shop.run(arguments.split(" ")).exits(2);
        assertEquals("", wrong.out(), () -> "nothing on the output of " + wrong);
        assertTrue(
                wrong.err().contains("Usage: groundplan") || wrong.err().contains("Did you mean: groundplan"),
                () -> "usage of " + wrong);
        assertNoTrace(wrong);
    }

    @Test
    void goodSettingsAreSaidToBeValid() {
        assertEquals(
                "", shop.run("validate").exits(0).prints("2 units are valid").err(), "error stream of validate");
    }

    @Test
    void problemsInSettingsGoToTheErrorStreamAndExitTwoAndNothingIsWritten() {
        shop.with(TempProject.DEV, "units:\n  network:\n    zons: [a]\n")
                .with(
                        "environments/shop/prod/environment.yaml",
                        "state:\n  bucket: shop-prod-state\nunits:\n  kms:\n    enabled: maybe\n");
        var before = shop.files("");
        for (String command :
                List.of("validate", "list", "synth", "synth --check", "run shop/dev plan", "explain shop/dev")) {
            Outcome bad = shop.run(command.split(" "))
                    .exits(2)
                    .complains(
                            "environments/shop/dev/environment.yaml:3:5: units.network.zons: unknown key; did you mean 'zones'?\n")
                    .complains(
                            "environments/shop/prod/environment.yaml:5:14: units.kms.enabled: expected true or false, found the text 'maybe'\n")
                    .complains("2 problems in the settings; nothing was written.\n");
            assertEquals("", bad.out(), () -> "nothing on the output of " + bad);
            assertNoTrace(bad);
        }
        assertEquals(before, shop.files(""), "files of the project");
    }

    @Test
    void aFolderWithoutSettingsIsNoProject() throws IOException {
        Path empty = Files.createTempDirectory(folder, "empty");
        TempProject nowhere = new TempProject(empty);
        Outcome lost = nowhere.run(Map.of("GROUNDPLAN_CWD", "/"), false, "validate")
                .exits(2)
                .complains("no folder 'environments'")
                .complains("--project");
        assertNoTrace(lost);
    }

    @Test
    void theProjectIsFoundFromAFolderInsideOfIt() {
        shop.with("docs/deep/page.md", "");
        shop.run(Map.of("GROUNDPLAN_CWD", folder.resolve("docs/deep").toString()), false, "validate")
                .exits(0);
    }

    @Test
    void theProjectCanBeNamed() {
        shop.run(Map.of("GROUNDPLAN_CWD", "/"), false, "validate", "--project", folder.toString())
                .exits(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan shop/none", "plan shop/dev --frobnicate", "drift shop/none", "run none plan", "plan"})
    void where2IsForChangesNoErrorExits2(String arguments) {
        shop.run(arguments.split(" ")).exits(2);
        for (String spelling : List.of("--detailed-exitcode", "-detailed-exitcode")) {
            shop.run((arguments + " " + spelling).split(" ")).exits(1);
        }
        shop.run(Map.of("GROUNDPLAN_DETAILED_EXITCODE", "true"), false, arguments.split(" "))
                .exits(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "run shop/dev plan --parallelism 0; option '--parallelism'",
                "run shop/dev plan --parallelism 0; '0' is not a whole number of 1 or more",
                "plan shop/dev --max-bytes many; 'many' is not a whole number of 1 or more",
                "github comment --body x --mode replace; expected one of update, new, hide-and-new, delete-and-new but was 'replace'",
                "github comment --body none.md --pull-request 1; there is no file none.md",
                "github plans --plans nowhere; there is no folder nowhere",
                "github drift --reports nowhere; there is no folder nowhere",
                "emulator start --port 70000; there is no port 70000",
                "promotion check shop/prod --before none.json; make one with ./groundplan promotion show shop/dev",
                "promotion status shpo; did you mean 'shop'?",
                "apply shop/dev --plan none.json; make one with ./groundplan plan shop/dev --out none.json"
            })
    void whatIsWrongAndWhatWouldBeRightIsSaid(String arguments, String complaint) {
        shop.with("environments/shop/prod/environment.yaml", "state: {bucket: shop-prod-states}\n");
        Outcome wrong = shop.run(arguments.split(" ")).exits(2).complains(complaint);
        assertNoTrace(wrong);
    }

    @Test
    void foldersOfFilesThatAreWrittenAreMade() {
        shop.run("validate", "--sarif", "new/folder/settings.sarif").exits(0);
        assertTrue(shop.text("new/folder/settings.sarif").contains("\"version\""), "a report in a new folder");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedWithoutATrace() {
        shop.with("terragrunt", "a file where the tree should be\n");
        Outcome failed = shop.run("synth").exits(1).complains("Error: ").complains("terragrunt");
        assertNoTrace(failed);
        assertEquals("", failed.out(), () -> "nothing on the output of " + failed);
    }

    @Test
    void colourIsForTerminalsThatWantIt() {
        String[] command = {"explain", "shop/dev", "region"};
        assertTrue(shop.run(Map.of(), true, command).out().contains(ESCAPE), "a terminal gets colour");
        assertFalse(shop.run(Map.of(), false, command).out().contains(ESCAPE), "a pipe gets none");
        assertFalse(
                shop.run(Map.of("NO_COLOR", "1"), true, command).out().contains(ESCAPE),
                "nor a terminal with NO_COLOR");
        for (String spelling : List.of("--no-color", "-no-color")) {
            assertFalse(
                    shop.run(Map.of(), true, "explain", "shop/dev", "region", spelling)
                            .out()
                            .contains(ESCAPE),
                    spelling);
            assertFalse(
                    shop.run(Map.of(), true, spelling, "explain", "--help")
                            .out()
                            .contains(ESCAPE),
                    "help with " + spelling);
            assertFalse(
                    shop.run(Map.of(), true, "explain", spelling, "--frobnicate")
                            .err()
                            .contains(ESCAPE),
                    "usage with " + spelling);
        }
        assertTrue(shop.run(Map.of(), true, "explain", "--help").out().contains(ESCAPE), "help at a terminal");
        assertFalse(
                shop.run(Map.of("GROUNDPLAN_NO_COLOR", "true"), true, command)
                        .out()
                        .contains(ESCAPE),
                "nor with the variable");
        shop.with(TempProject.DEV, "unit: {}\n");
        assertFalse(
                shop.run(Map.of(), true, "validate", "--no-color").err().contains(ESCAPE),
                "nor do problems with --no-color");
        assertFalse(shop.run(Map.of(), false, "validate").err().contains(ESCAPE), "nor do problems in a pipe");
    }

    @Test
    void theProcessHasColourAtATerminalWithoutNoColor() {
        Map<String, String> terminal = Map.of("GROUNDPLAN_TTY", "1", "TERM", "xterm");
        assertTrue(Console.ofProcess(terminal).colour(), "a terminal");
        assertFalse(Console.ofProcess(Map.of("TERM", "xterm")).colour(), "no terminal");
        assertFalse(
                Console.ofProcess(Map.of("GROUNDPLAN_TTY", "2", "TERM", "xterm"))
                        .colour(),
                "results that go to a file");
        assertTrue(
                Console.ofProcess(Map.of("GROUNDPLAN_TTY", "2", "TERM", "xterm"))
                        .live(),
                "progress beside results in a file");
        assertFalse(
                Console.ofProcess(Map.of("GROUNDPLAN_TTY", "1", "NO_COLOR", "1"))
                        .colour(),
                "NO_COLOR");
        assertTrue(
                Console.ofProcess(Map.of("GROUNDPLAN_TTY", "1", "NO_COLOR", "")).colour(), "an empty NO_COLOR");
        assertFalse(
                Console.ofProcess(Map.of("GROUNDPLAN_TTY", "1", "TERM", "dumb")).colour(), "a dumb terminal");
    }

    @Test
    void resultsGoToTheOutputAndNothingElseDoes() {
        Outcome synth = shop.with("terragrunt/root.hcl", "").run("synth").exits(0);
        assertTrue(
                synth.out().matches("2 units with \\d+ resources; \\d+ files written\\.\n"),
                () -> "output of " + synth);
        assertEquals("", synth.err(), () -> "without a terminal there is no progress: " + synth);
        assertEquals("", shop.run("synth", "--quiet").exits(0).out(), "output of synth --quiet");
    }

    static void assertNoTrace(Outcome outcome) {
        assertFalse(
                outcome.err().contains("\tat ") || outcome.err().contains("Exception"),
                () -> "a trace for people who did not" + " write Groundplan: " + outcome);
    }
}
