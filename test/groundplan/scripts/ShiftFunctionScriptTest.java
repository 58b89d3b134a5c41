package groundplan.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** New versions of functions: each test has a function of its own. */
class ShiftFunctionScriptTest {
    private static final String SCRIPT = "shift-function.sh";
    private static final Map<String, String> FAST = Map.of("SHIFT_PAUSE_SECONDS", "0", "SHIFT_TIMEOUT_SECONDS", "30");
    private static World world;

    @BeforeAll
    static void makeTheWorld() throws IOException {
        world = new World("444455556666", "us-east-1")
                .with("functions", "sarc-ng-api", "plain", "signed+signed", "loud", "deployed+deployed");
        // The command line takes nothing but an archive.
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(world.path("next.zip")))) {
            zip.putNextEntry(new ZipEntry("main.py"));
        }
    }

    @Test
    @DisplayName("a version that is there gets more and more calls, and then all")
    void aVersionTakesOver() {
        publish("sarc-ng-api");
        world.run(FAST, SCRIPT, "sarc-ng", "dev", "api", "--version", "2", "--steps", "5,25")
                .exits(0)
                .complains("version 2 gets 5 % of the calls, version 1 the rest")
                .complains("version 2 gets 25 % of the calls")
                .complains("version 2 gets all calls")
                .complains("sarc-ng-api runs version 2; version 1 is still published");
        assertEquals("2", alias("sarc-ng-api").path("FunctionVersion").asText());
        assertTrue(
                alias("sarc-ng-api")
                        .at("/RoutingConfig/AdditionalVersionWeights")
                        .isEmpty(),
                "no calls for the former");
        world.run(FAST, SCRIPT, "sarc-ng", "dev", "api", "--version", "2")
                .exits(0)
                .complains("already points to version 2");
    }

    @Test
    @DisplayName("an alarm takes the calls back, and the script says so")
    void anAlarmTakesItBack() {
        publish("loud");
        world.aws(
                "cloudwatch",
                "put-metric-alarm",
                "--alarm-name",
                "loud-live-errors",
                "--namespace",
                "AWS/Lambda",
                "--metric-name",
                "Errors",
                "--statistic",
                "Sum",
                "--period",
                "60",
                "--evaluation-periods",
                "1",
                "--threshold",
                "1",
                "--comparison-operator",
                "GreaterThanThreshold");
        world.aws(
                "cloudwatch",
                "set-alarm-state",
                "--alarm-name",
                "loud-live-errors",
                "--state-value",
                "ALARM",
                "--state-reason",
                "test");
        world.run(FAST, SCRIPT, "sarc-ng", "dev", "loud", "--version", "2")
                .exits(1)
                .complains("alarm: loud-live-errors")
                .complains("version 1 of loud gets all calls again; version 2 was rolled back");
        assertEquals("1", alias("loud").path("FunctionVersion").asText());
        assertTrue(
                alias("loud").at("/RoutingConfig/AdditionalVersionWeights").isEmpty(),
                alias("loud").toString());
    }

    @Test
    @DisplayName("an archive becomes a version; where code is signed, it is signed first")
    void archives() {
        String file = world.path("next.zip").toString();
        world.run(FAST, SCRIPT, "sarc-ng", "dev", "plain", "--archive", file)
                .exits(0)
                .complains("version 2 of plain is published")
                .complains("plain runs version 2");
        world.run(FAST, SCRIPT, "sarc-ng", "dev", "signed", "--archive", file)
                .exits(0)
                .complains("signed with sarc_ng_test")
                .complains("signed runs version 2");
    }

    @Test
    @DisplayName("CodeDeploy shifts where it has a deployment group, and what it cannot do is a failure")
    void codeDeployShifts() {
        publish("deployed");
        world.run(FAST, SCRIPT, "sarc-ng", "dev", "deployed", "--version", "2")
                .exits(0)
                .complains("CodeDeploy shifts deployed from version 1 to 2")
                .complains("deployed runs version 2");
        assertEquals("2", alias("deployed").path("FunctionVersion").asText());
        world.run(FAST, SCRIPT, "sarc-ng", "dev", "deployed", "--version", "1", "--own")
                .exits(0)
                .complains("version 1 gets 10 % of the calls");
    }

    @Test
    @DisplayName("a dry run says what it would do, and changes nothing")
    void aDryRunChangesNothing() {
        world.with("functions", "dry");
        world.run(
                        FAST,
                        SCRIPT,
                        "sarc-ng",
                        "dev",
                        "dry",
                        "--archive",
                        world.path("next.zip").toString(),
                        "--dry-run")
                .exits(0)
                .complains("would run: aws lambda update-function-code")
                .complains("would run: aws lambda update-alias");
        assertEquals("1", alias("dry").path("FunctionVersion").asText());
    }

    @Test
    @DisplayName("what makes no sense is said before anything is changed")
    void whatMakesNoSenseIsSaid() {
        world.run(FAST, SCRIPT, "sarc-ng", "dev", "api")
                .exits(2)
                .complains("name one of --archive, --image and --version");
        world.run(FAST, SCRIPT, "sarc-ng", "dev", "api", "--version", "2", "--steps", "50,100")
                .exits(2)
                .complains("is not a list of steps");
        world.run(FAST, SCRIPT, "sarc-ng", "dev", "api", "--version", "99")
                .exits(2)
                .complains("has no version 99");
        world.run(FAST, SCRIPT, "sarc-ng", "dev", "nothing", "--version", "1")
                .exits(1)
                .complains("there is no function 'nothing' with an alias 'live'");
        world.run(FAST, SCRIPT, "sarc-ng", "dev", "plain", "--image", "1")
                .exits(1)
                .complains("is not deployed from an image");
    }

    private static void publish(String function) {
        world.aws(
                "lambda",
                "update-function-code",
                "--function-name",
                function,
                "--zip-file",
                "fileb://" + world.path("next.zip"),
                "--publish");
    }

    private static JsonNode alias(String function) {
        return world.aws("lambda", "get-alias", "--function-name", function, "--name", "live");
    }
}
