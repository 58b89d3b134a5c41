package groundplan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.testing.FakeTools;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --log-format json}: the error stream for a program. */
class LogFormatTest {
    @TempDir
    Path folder;

    private TempProject shop;

    @BeforeEach
    void aProject() {
        shop = TempProject.shop(folder);
    }

    @Test
    void problemsHaveTheirPlaceInFields() {
        shop.with(TempProject.DEV, "units:\n  network:\n    zons: [a]\n");
        Instant before = Instant.now().minusSeconds(1);
        Outcome bad = shop.run("validate", "--log-format", "json").exits(2);
        List<ObjectNode> events = events(bad);
        assertEquals(2, events.size(), bad::toString);
        ObjectNode problem = events.get(0);
        assertEquals("error", problem.path("@level").asText());
        assertEquals(
                "environments/shop/dev/environment.yaml:3:5: units.network.zons: unknown key; did you mean 'zones'?",
                problem.path("@message").asText());
        assertTrue(before.isBefore(Instant.parse(problem.path("@timestamp").asText())), bad::toString);
        assertEquals("problem", problem.path("type").asText());
        assertEquals(
                "environments/shop/dev/environment.yaml", problem.path("file").asText());
        assertEquals(3, problem.path("line").asInt());
        assertEquals(5, problem.path("column").asInt());
        assertEquals("units.network.zons", problem.path("key").asText());
        assertEquals(
                "unknown key; did you mean 'zones'?", problem.path("problem").asText());
        assertEquals(1, events.get(1).path("problems").asInt());
    }

    @Test
    void aWrongCommandLineIsAnEventToo() {
        for (Outcome wrong : List.of(
                shop.run("validate", "--log-format=json", "--bogus"),
                shop.run(Map.of("GROUNDPLAN_LOG_FORMAT", "json"), true, "validate", "--bogus"))) {
            wrong.exits(2);
            ObjectNode event = events(wrong).get(0);
            assertEquals("error", event.path("@level").asText());
            assertTrue(event.path("@message").asText().contains("--bogus"), wrong::toString);
        }
        Outcome text =
                shop.run(Map.of("GROUNDPLAN_LOG_FORMAT", "json"), false, "validate", "--bogus", "--log-format", "text");
        assertTrue(text.exits(2).err().startsWith("Unknown option"), text::toString);
        shop.run("validate", "--log-format", "xml").exits(2).complains("expected one of [text, json]");
    }

    @Test
    void progressAndStepsAreEventsAndResultsAreNot() {
        Outcome synth = shop.run("synth", "--log-format", "json", "--verbose").exits(0);
        assertTrue(synth.out().startsWith("2 units with "), synth::toString);
        List<ObjectNode> events = events(synth);
        assertTrue(
                events.stream()
                        .anyMatch(event -> event.path("type").asText().equals("progress")
                                && event.path("task").asText().equals("synthesizing")
                                && event.path("step").asInt() == 1
                                && event.path("steps").asInt() == 2
                                && event.path("what").asText().equals("shop/dev/us-east-1/kms")),
                synth::toString);
        assertTrue(
                events.stream()
                        .anyMatch(event -> event.path("@level").asText().equals("debug")
                                && event.path("@message").asText().contains("read the settings")),
                synth::toString);
    }

    @Test
    void theErrorOfARunIsOneEventAndNothingIsAsked() {
        shop.run("synth").exits(0);
        String log =
                "{\"level\":\"stderr\",\"working-dir\":\"shop/dev/us-east-1/kms\",\"msg\":\"\\nError: no\\n\\n  line\\n\"}";
        String report = "[{\"Name\":\"shop/dev/us-east-1/kms\",\"Result\":\"failed\"}]";
        String terragrunt = "#!/bin/bash\nwhile (($#)); do [[ $1 != --report-file ]] || echo '" + report
                + "' >\"$2\"; shift; done\nprintf '%s\\n' '" + log + "'\nexit 1\n";
        FakeTools tools = FakeTools.in(shop, Map.of("terragrunt", terragrunt, "terraform", ""));
        Outcome failed = tools.run("run", "shop/dev", "apply", "--auto-approve", "--log-format", "json");
        List<ObjectNode> errors = events(failed.exits(1)).stream()
                .filter(event -> event.path("@level").asText().equals("error"))
                .toList();
        assertEquals(1, errors.size(), failed::toString);
        assertEquals(
                "Error in shop/dev/us-east-1/kms:\n\nError: no\n\n  line",
                errors.get(0).path("@message").asText());
        shop.run(tools.variables(), true, "run", "shop/dev", "apply", "--log-format", "json")
                .exits(2)
                .complains("needs --auto-approve");
    }

    private static List<ObjectNode> events(Outcome outcome) {
        assertFalse(outcome.err().contains("\u001b"), outcome::toString);
        return outcome.err().lines().map(TerraformJson::readWhole).toList();
    }
}
