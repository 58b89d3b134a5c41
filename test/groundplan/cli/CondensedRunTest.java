package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.FakeTools;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import groundplan.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} prints of a run of Terragrunt. A script prints what Terragrunt 1.1.3 does, and writes its report. */
class CondensedRunTest {
    private static final String TERRAGRUNT =
            """
      #!/bin/bash
      printf '%s\\n' "$@" >"$0.arguments"
      while (($#)); do
        if [[ $1 == --report-file && -e $0.report ]]; then cp "$0.report" "$2"; fi
        shift
      done
      cat "$0.log"
      exit "$(cat "$0.exit")"
      """;

    private static final String KMS = "shop/dev/us-east-1/kms";
    private static final String NETWORK = "shop/dev/us-east-1/network";

    @TempDir
    static Path seed;

    @TempDir
    Path folder;

    private TempProject shop;
    private FakeTools tools;

    @BeforeAll
    static void aTree() {
        TempProject.shop(seed).run("synth").exits(0);
    }

    @BeforeEach
    void aCopyAndATerragrunt() throws IOException {
        TestFiles.copy(seed, folder);
        shop = new TempProject(folder);
        tools = FakeTools.in(shop, Map.of("terragrunt", TERRAGRUNT, "terraform", "", "terragrunt.exit", "0"));
    }

    @Test
    void eachUnitIsALineAndTheRestIsInAFileOfTheOwner() throws IOException {
        ends(
                0,
                log("debug", KMS, "Evaluated 3 locals: token")
                        + log("debug", KMS, "Running ./" + KMS)
                        + log("stdout", KMS, "\\naws_kms_key.data: Creating...\\n")
                        + log(
                                "stdout",
                                KMS,
                                "\\nApply complete! Resources: 6 added, 1 changed, 2 destroyed.\\n\\nOutputs:\\n\\n")
                        + log(
                                "info",
                                folder.resolve("terragrunt").resolve(NETWORK).toString(),
                                "Executing hook: emulator")
                        + log("stdout", NETWORK, "\\nNo changes. Your infrastructure matches the configuration.\\n")
                        + log("stdout", NETWORK, "database_password = \\\"correct-horse-battery\\\"\\n")
                        + log("stdout", NETWORK, "\\nApply complete! Resources: 0 added, 0 changed, 0 destroyed.\\n"),
                report(KMS, "succeeded", "", "") + "," + report(NETWORK, "succeeded", "", ""));
        Outcome applied =
                tools.run("run", "shop/dev", "apply", "--auto-approve").exits(0);
        List<String> lines = applied.out().lines().toList();
        assertEquals(3, lines.size(), applied::toString);
        assertTrue(lines.get(0).matches(KMS + "\\s+applied\\s+6 added, 1 changed, 2 destroyed, \\d+ s"), lines.get(0));
        assertTrue(lines.get(1).matches(NETWORK + "\\s+applied\\s+no changes, \\d+ s"), lines.get(1));
        assertTrue(lines.get(2).startsWith("2 units: 2 applied; 6 added, 1 changed, 2 destroyed; "), lines.get(2));
        assertEquals("", applied.err(), "the error stream");
        Path log = onlyLog();
        assertTrue(lines.get(2).endsWith(" .groundplan/logs/" + log.getFileName()), lines.get(2));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log.getParent())));
        String text = Repository.text(log);
        assertTrue(text.contains("07:42:05 STDOUT [" + KMS + "] aws_kms_key.data: Creating...\n"), text);
        assertTrue(text.contains("INFO [" + NETWORK + "] Executing hook: emulator\n"), text);
        assertTrue(text.contains("database_password = \"(sensitive)"), text);
        assertFalse(text.contains("correct-horse-battery"), text);
        assertFalse(text.contains("Evaluated"), text);
    }

    @Test
    void anErrorIsShownInFullAndWhatHangsOnItIsNamed() throws IOException {
        ends(
                1,
                log("stdout", KMS, "aws_kms_key.data: Creating...\\n")
                        + log(
                                "stderr",
                                KMS,
                                "\\nError: creating KMS Key: AccessDeniedException: no\\n\\n  with aws_kms_key.data,\\n"
                                        + "  on main.tf.json line 31, in resource.aws_kms_key.data:\\n")
                        + log("error", "", "Run failed: error occurred:\\n\\n* Failed to execute terraform\\n"),
                report(KMS, "failed", "run error", "error occurred") + ","
                        + report(NETWORK, "early exit", "ancestor error", "kms"));
        Outcome failed = tools.run("run", "shop/dev", "apply", "--auto-approve").exits(1);
        failed.complains("Error in " + KMS + ":\n\nError: creating KMS Key: AccessDeniedException: no\n\n"
                + "  with aws_kms_key.data,\n  on main.tf.json line 31, in resource.aws_kms_key.data:\n");
        assertFalse(failed.err().contains("Run failed"), failed::toString);
        assertTrue(failed.out().contains("ancestor error: kms\n"), failed::toString);
        assertTrue(failed.out().contains("\n2 units: 0 applied, 1 failed, 1 not run; no changes; "), failed::toString);
    }

    @Test
    void whatTerragruntItselfComplainsOfIsShown() throws IOException {
        ends(1, log("error", "", "Could not find a root.hcl\\n") + "panic: something\n", null);
        tools.run("run", "shop/dev", "plan")
                .exits(1)
                .complains("Could not find a root.hcl\n\npanic: something\n")
                .prints("2 units: 0 planned, 2 not run");
    }

    /** As where outputs that a unit reads are gone: neither Terraform nor the report says anything. */
    @Test
    void aFailureThatIsOnlyInTheLogIsShown() throws IOException {
        ends(
                1,
                log("error", KMS, "There is no variable named dependency.\\n")
                        + log("error", "", "Run failed: resolving dependency main outputs\\n"),
                report(KMS, "failed", "run error", ""));
        tools.run("run", "shop/dev", "apply", "--auto-approve")
                .exits(1)
                .complains("Error in " + KMS + ":\n\nThere is no variable named dependency.\n\n"
                        + "Run failed: resolving dependency main outputs\n");
    }

    @Test
    void aPlanIsCountedInItsOwnWordsAndWarningsAreToldOnce() throws IOException {
        String warning = "\\nWarning: Argument is deprecated\\n\\n  with aws_x.y,\\n";
        ends(
                2,
                log("stdout", KMS, "Plan: 1 to import, 2 to add, 0 to change, 1 to destroy.\\n" + warning)
                        + log("stdout", NETWORK, "No changes. Your infrastructure matches the configuration.\\n")
                        + log("stdout", NETWORK, warning),
                report(KMS, "succeeded", "", "") + "," + report(NETWORK, "succeeded", "", ""));
        Outcome planned =
                tools.run("run", "shop/dev", "plan", "--detailed-exitcode").exits(2);
        planned.prints("1 to import, 2 to add, 0 to change, 1 to destroy, ").prints("no changes, ");
        assertEquals(
                List.of("Warning: Argument is deprecated (" + KMS + ", " + NETWORK + "; the log has it in full)"),
                planned.err().lines().filter(line -> line.contains("Warning")).toList());
    }

    @Test
    void aUnitThatFailsAfterTerraformWasDoneHasFailed() throws IOException {
        ends(
                1,
                log("stdout", KMS, "Destroy complete! Resources: 6 destroyed.\\n")
                        + log("stdout", NETWORK, "Destroy complete! Resources: 1 destroyed.\\n"),
                report(KMS, "failed", "run error", "the hook after failed") + ","
                        + report(NETWORK, "succeeded", "", ""));
        tools.run("run", "shop/dev", "destroy", "--auto-approve")
                .exits(1)
                .prints("after Terraform was done")
                .complains("Error in " + KMS + ":\n\nthe hook after failed\n")
                .prints("2 units: 1 destroyed, 1 failed; 0 added, 0 changed, 7 destroyed;");
    }

    @Test
    void everythingIsStreamedWhenItIsWanted() throws IOException {
        ends(0, "", null);
        for (List<String> wanted : List.of(List.of("--full-log"), List.of("--verbose"), List.of("--", "-json"))) {
            List<String> command = Stream.concat(Stream.of("run", "shop/dev", "plan"), wanted.stream())
                    .toList();
            tools.run(command.toArray(String[]::new)).exits(0);
            assertFalse(tools.noted("terragrunt.arguments").contains("--log-format"), command::toString);
        }
        assertFalse(Files.exists(shop.home().resolve("logs")), "a log");
    }

    @Test
    void oldLogsAreDeleted() throws IOException {
        ends(0, "", null);
        Path logs = Files.createDirectories(shop.home().resolve("logs"));
        for (int i = 0; i < 60; i++) {
            Path log = Files.writeString(logs.resolve("run-plan-" + i + ".log"), "");
            Files.setLastModifiedTime(log, FileTime.from(Instant.ofEpochSecond(1_000_000 + i)));
        }
        Files.writeString(logs.resolve("run-plan-0.raw"), "what a killed run left");
        tools.run("run", "shop/dev", "plan").exits(0);
        try (Stream<Path> list = Files.list(logs)) {
            List<String> left =
                    list.map(path -> path.getFileName().toString()).sorted().toList();
            assertEquals(50, left.size(), left::toString);
            assertTrue(left.contains("run-plan-59.log") && !left.contains("run-plan-5.log"), left::toString);
        }
    }

    private void ends(int exit, String log, String reports) {
        shop.with("program/tools/terragrunt.exit", "" + exit).with("program/tools/terragrunt.log", log);
        if (reports != null) {
            shop.with("program/tools/terragrunt.report", "[" + reports + "]\n");
        }
    }

    private static String log(String level, String unit, String message) {
        return "{\"time\":\"2026-11-30UTC07:42:05Z\", \"level\":\"" + level + "\", \"working-dir\":\"" + unit
                + "\", \"msg\":\"" + message + "\"}\n";
    }

    private static String report(String unit, String result, String reason, String cause) {
        return "{\"Name\":\"" + unit + "\",\"Result\":\"" + result + "\",\"Reason\":\"" + reason + "\",\"Cause\":\""
                + cause + "\",\"Started\":\"2026-11-30T07:42:00.1Z\",\"Ended\":\"2026-11-30T07:42:09Z\"}";
    }

    private Path onlyLog() throws IOException {
        try (Stream<Path> list = Files.list(shop.home().resolve("logs"))) {
            List<Path> logs = list.toList();
            assertEquals(1, logs.size(), logs::toString);
            return logs.get(0);
        }
    }
}
