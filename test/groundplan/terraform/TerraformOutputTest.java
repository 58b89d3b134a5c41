package groundplan.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.Repository;
import groundplan.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Terraform's events say, as Terraform 1.11.4 printed them: the files in {@code events} are its own. */
class TerraformOutputTest {
    @Test
    void anApplyThatCameToItsEndIsToldFromOneThatWasKilled() {
        assertTrue(apply("apply-complete").ended(), "it went well");
        assertTrue(apply("apply-errored").ended(), "it failed, and wrote down what it did");
        assertTrue(apply("apply-interrupted").ended(), "it was asked to stop");
        assertTrue(apply("apply-replaced").ended(), "it replaced something");
        assertTrue(new ApplyEvents(TerraformOutput.parse("")).ended(), "killed before it did anything");
        assertTrue(new ApplyEvents(TerraformOutput.parse("Error: Invalid CLI configuration")).ended(), "nor did this");
        assertEquals(
                List.of(
                        "terraform_data.ok (created as 134e6e81-f9c1-7bf0-68ef-dbdf2c0d3127)",
                        "terraform_data.slow (possibly created)"),
                apply("apply-killed").lost(Map.of(), Map.of()));
    }

    @Test
    void whatAProvisionerPrintsIsNotTerraformsOwnError() {
        assertTrue(text("apply-killed").contains("Error: not Terraform speaking"));
        assertEquals(false, apply("apply-killed").ended(), "its provisioner said Error:, and it was killed");
    }

    @Test
    void anObjectWithAKeyAndOneThatWasReplacedAreNamed() {
        assertEquals(
                List.of("terraform_data.zone[\"a\"]"),
                apply("apply-complete")
                        .lost(Map.of(), Map.of("terraform_data.first", Set.of("6ea12a7a-76d5-9ade-ca85-7aae44439665")))
                        .stream()
                        .map(lost -> lost.split(" ")[0])
                        .toList());
        assertEquals(
                List.of("terraform_data.it (created as 8994c1fa-06c6-30d7-4837-0e0773849211)"),
                apply("apply-replaced").lost(Map.of(), Map.of()));
    }

    /** The state may still have the old object at the same address: Terraform writes it from time to time only. */
    @Test
    void aReplacementThatTheStateDoesNotHaveIsNamedAlthoughTheOldObjectIsThere() {
        String old = "76831433-2be7-65f5-d391-f5abe1e494f8";
        String made = "8994c1fa-06c6-30d7-4837-0e0773849211";
        Map<String, Set<String>> before = Map.of("terraform_data.it", Set.of(old));
        assertEquals(
                List.of("terraform_data.it (created as " + made + ")"),
                apply("apply-replaced").lost(before, before));
        assertEquals(List.of(), apply("apply-replaced").lost(before, Map.of("terraform_data.it", Set.of(made))));
        assertEquals(
                List.of(),
                apply("apply-replaced").lost(before, Map.of("terraform_data.it", Set.of(old, made))),
                "the old object is deposed");
        String cut = text("apply-replaced").split("(?m)^(?=.*Creation complete)")[0];
        ApplyEvents creating = new ApplyEvents(TerraformOutput.parse(cut));
        assertEquals(List.of("terraform_data.it (possibly created)"), creating.lost(before, before));
        assertEquals(List.of(), creating.lost(before, Map.of("terraform_data.it", Set.of(made))));
    }

    /** A kill may come at any byte. */
    @Test
    void whereverTheLastLineIsCutTheLinesBeforeItCount() {
        String whole = text("apply-killed");
        for (int end = 0; end < whole.length(); end++) {
            String cut = whole.substring(0, end);
            ApplyEvents events = new ApplyEvents(TerraformOutput.parse(cut));
            final int at = end;
            assertEquals(end < "{\"@".length(), events.ended(), () -> "cut at " + at);
            assertEquals(
                    cut.contains("\"type\":\"apply_complete\"}"),
                    events.lost(Map.of(), Map.of("terraform_data.slow", Set.of("1")))
                            .toString()
                            .contains("created as"),
                    () -> "cut at " + at);
            assertTrue(
                    !events.output().failure().contains("terraform_data"),
                    () -> "half an event is shown, cut at " + at);
        }
    }

    @Test
    void eventsAndFieldsThatNobodyKnowsYetAreNoError() {
        TerraformOutput output = TerraformOutput.parse(
                """
        {"@level":"info","type":"of_tomorrow","hook":{"resource":[1]}}
        {"@level":"info","@message":"no type"}
        {"@level":"info","type":"apply_start","hook":{"resource":{"addr":"aws_x.y","new":{}},"action":"create","more":1}}
        {"@level":"error","type":"diagnostic","diagnostic":{"severity":"error","summary":"Only this"}}
        """);
        assertEquals(4, output.events().size());
        assertEquals(List.of("aws_x.y (possibly created)"), new ApplyEvents(output).lost(Map.of(), Map.of()));
        assertEquals("Error: Only this", output.failure());
    }

    @Test
    void eventsOfAnotherFormAreRefused() {
        String message = assertThrows(
                        TerraformFailure.class,
                        () -> TerraformOutput.parse(text("apply-complete").replace("\"ui\":\"1.2\"", "\"ui\":\"2.0\"")))
                .getMessage();
        assertTrue(message.contains("version 2.0") && message.contains("1.11.4"), message);
    }

    @Test
    void openTofuTellsTheSameUnderItsOwnName() {
        assertTrue(apply("apply-complete-tofu").ended());
        assertEquals(Set.of("terraform_data.a"), apply("apply-complete-tofu").changed());
        String message = assertThrows(
                        TerraformFailure.class,
                        () -> TerraformOutput.parse(
                                text("apply-complete-tofu").replace("\"ui\":\"1.2\"", "\"ui\":\"2.0\"")))
                .getMessage();
        assertTrue(message.contains("OpenTofu 1.12.6 prints events in format version 2.0"), message);
    }

    @Test
    void whatIsSaidBeforeThereAreEventsIsTheFailure() {
        TerraformFailure crash = new TerraformFailure(
                Engine.TERRAFORM, "plan", TerraformOutput.parse("Error: Invalid CLI configuration\n\nat line 3\n"), 1);
        assertTrue(crash.getMessage().contains("Invalid CLI configuration"), crash.getMessage());
        TerraformFailure silent = new TerraformFailure(Engine.TERRAFORM, "plan", TerraformOutput.parse(""), 137);
        assertTrue(silent.getMessage().contains("137"), silent.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "plan-locked,2026-11-29T09:50:25",
        "plan-locked-dynamodb,2026-11-29T10:19:21",
        "plan-locked-tofu,2026-11-30T08:12:42"
    })
    void theLockThatIsInTheWayIsKnown(String file, String created) {
        StateLock lock =
                StateLock.in(TerraformOutput.parse(text(file)).errors()).orElseThrow();
        assertEquals("deployer@builder", lock.who());
        assertEquals(Instant.parse(created + "Z"), lock.created());
        assertTrue(Pattern.matches("[0-9a-f-]{36}", lock.id()), lock.id());
        Instant started = Instant.parse(created + ".900Z");
        assertTrue(lock.takenBy("deployer", "builder", started), "Terraform tells whole seconds");
        assertTrue(lock.takenBy("deployer", "builder.example.com", started), "one host may give its name in two ways");
        assertEquals(false, lock.takenBy("deployer", "laptop", started), "another host's");
        assertEquals(false, lock.takenBy("somebody", "builder", started), "another user's");
        assertEquals(
                false,
                lock.takenBy("deployer", "builder", started.plusSeconds(60)),
                "older than the run that was killed");
    }

    @Test
    void onlyTheErrorOfTheLockTellsOfALock() {
        assertTrue(StateLock.in(TerraformOutput.parse(text("apply-errored")).errors())
                .isEmpty());
        // What a resource says is not what the backend says.
        String quoted =
                text("plan-locked").replace("\"summary\":\"Error acquiring the state lock\"", "\"summary\":\"No\"");
        assertTrue(StateLock.in(TerraformOutput.parse(quoted).errors()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A condition of several lines, values, a detail that is broken and one that is not.
                """
                resource "terraform_data" "ok" { input = "fine" }
                resource "terraform_data" "bad" {
                  input = 70000
                  lifecycle {
                    precondition {
                      condition = (
                        terraform_data.ok.input == "other" &&
                        var.port < 65536
                      )
                      error_message = <<EOT
                The port ${var.port} is too large. This line goes on until it has more than seventy-eight characters.

                  Choose one below 65536, in a line that begins with a space and is longer than seventy-eight characters.
                EOT
                    }
                  }
                }
                variable "port" { default = 70000 }
                """,
                // A function call.
                """
                locals { port = 3 }
                resource "terraform_data" "call" { input = element([for x in ["a"] : x if false], local.port) }
                resource "terraform_data" "calls" { input = format("%d", "x") }
                """,
                // An address.
                """
                data "terraform_remote_state" "x" {
                  backend = "local"
                  config  = { path = "nowhere.tfstate" }
                }
                """,
                // Neither place nor detail.
                """
                resource "terraform_data" "a" { input = terraform_data.b.id }
                resource "terraform_data" "b" { input = terraform_data.a.id }
                """,
                // A place without a block.
                """
                resource "terraform_data" "a" { inputs = 1 }
                rubbish "x" {}
                """
            })
    void anErrorReadsAsTerraformItselfShowsIt(String configuration) throws IOException {
        Path program = new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv())
                .path("terraform");
        Map<String, String> variables = Map.of("TF_CLI_CONFIG_FILE", "/dev/null", "CHECKPOINT_DISABLE", "1");
        try (PrivateFolder folder = new PrivateFolder(program, variables)) {
            folder.write("main.tf", configuration);
            if (!configuration.contains("rubbish")) {
                folder.terraform(List.of("init", "-input=false", "-no-color"));
            }
            TerraformFailure human = assertThrows(
                    TerraformFailure.class,
                    () -> folder.terraform(List.of("plan", "-input=false", "-no-color", "-lock=false")));
            TerraformFailure events = assertThrows(
                    TerraformFailure.class, () -> folder.events(List.of("plan", "-input=false", "-lock=false")));
            assertEquals(errors(human), errors(events));
        }
    }

    /** The order of errors is nobody's, nor is that of the members of a circle; one may be told twice. */
    private static Set<String> errors(TerraformFailure failure) {
        Set<String> errors = new TreeSet<>();
        for (String error : failure.getMessage().split("(?m)^  Error: ")) {
            errors.add(error.strip().replaceAll("(Cycle: ).*", "$1"));
        }
        return errors;
    }

    private static ApplyEvents apply(String name) {
        return new ApplyEvents(TerraformOutput.parse(text(name)));
    }

    private static String text(String name) {
        try {
            return Files.readString(Repository.root().resolve("test/groundplan/terraform/events/" + name + ".jsonl"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
