package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import groundplan.json.TerraformJson;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Repository;
import groundplan.tools.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Terragrunt makes of the two files that all units share, against AWS and on an emulator. */
class RootHclTest {
    private static final String UNIT = "ohi/dev/eu-west-1/kms";
    private static final Path LIVE = Repository.root().resolve("terragrunt");

    @TempDir
    Path tree;

    @BeforeEach
    void copyOneUnit() throws IOException {
        for (String file : List.of(
                "root.hcl",
                "ohi/dev/account.hcl",
                "ohi/dev/env.hcl",
                "ohi/dev/eu-west-1/region.hcl",
                UNIT + "/terragrunt.hcl",
                UNIT + "/main.tf.json")) {
            Files.createDirectories(tree.resolve(file).getParent());
            Files.copy(LIVE.resolve(file), tree.resolve(file));
        }
    }

    @Test
    void againstAwsNothingReadsTheEmulatorsFile() throws IOException {
        // The file is not there at all.
        JsonNode rendered = render(Map.of());
        assertEquals(
                TerraformJson.read(
                        """
                        {
                          "allowed_account_ids": ["111122223333"],
                          "bucket": "ohi-terraform-state",
                          "dynamodb_table": "ohi-terraform-locks",
                          "encrypt": true,
                          "key": "dev/eu-west-1/kms/terraform.tfstate",
                          "region": "eu-west-1"
                        }"""),
                rendered.at("/remote_state/config"));
        assertEquals(TerraformJson.object(), rendered.path("generate"), "files beside the unit's own");
        rendered.at("/terraform/before_hook")
                .forEach(hook -> assertEquals(false, hook.path("if").asBoolean(), () -> "runs before init: " + hook));
        assertEquals(
                List.of("TF_VAR_role"),
                names(rendered.at("/terraform/extra_arguments")
                        .elements()
                        .next()
                        .path("env_vars")),
                "variables of Terraform");
    }

    @Test
    void anAccountsProfileReplacesOtherCredentials() throws IOException {
        String profiles = "222233334444=elsewhere,111122223333=ohi dev";
        JsonNode rendered = render(Map.of("GROUNDPLAN_PROFILES", profiles));
        assertEquals(
                "ohi dev",
                rendered.at("/remote_state/config/profile").asText(),
                () -> "where the states are: " + rendered);
        JsonNode variables =
                rendered.at("/terraform/extra_arguments").elements().next().path("env_vars");
        assertEquals("ohi dev", variables.path("AWS_PROFILE").asText(), variables::toString);
        assertEquals("", variables.path("AWS_ACCESS_KEY_ID").asText("not empty"), variables::toString);
        assertTrue(
                rendered.path("download_dir").asText().endsWith("/aws-ohi-dev"),
                () -> "a working copy of its own: " + rendered.path("download_dir"));
        JsonNode other = render(Map.of("GROUNDPLAN_PROFILES", "auto,222233334444=elsewhere"));
        assertTrue(other.at("/remote_state/config/profile").isMissingNode(), other::toString);
    }

    @Test
    void anEmulatorWithoutItsFileIsAnErrorAndNotAws() throws IOException {
        ProcessRunner.Result result = terragrunt(UNIT, Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:9"));
        assertNotEquals(0, result.exit(), result::output);
        assertTrue(result.output().contains("emulator.hcl"), result::output);
    }

    @Test
    void onAnEmulatorTheBucketIsMadeInItsRegion() throws IOException {
        Files.copy(LIVE.resolve("emulator.hcl"), tree.resolve("emulator.hcl"));
        List<String> requests = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " " + body);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            JsonNode rendered = render(Map.of("AWS_ENDPOINT_URL", url, "AWS_ACCESS_KEY_ID", "222233334444"));
            assertEquals(
                    "222233334444",
                    rendered.at("/remote_state/config/access_key").asText(),
                    "a key of twelve digits names the account");
            assertTrue(
                    rendered.path("download_dir").asText().contains("222233334444"),
                    () -> "a working copy of its own: " + rendered.path("download_dir"));
            assertEquals(url, rendered.at("/remote_state/config/endpoints/s3").asText(), "where the states are");
            assertTrue(
                    rendered.at("/generate/emulator/contents").asText().contains("\"http_proxy\":\"" + url + "\""),
                    () -> "the provider's override: " + rendered.at("/generate"));
            for (JsonNode hook : rendered.at("/terraform/before_hook")) {
                assertEquals(true, hook.path("if").asBoolean(), hook::toString);
                List<String> command = new ArrayList<>();
                hook.path("execute").forEach(word -> command.add(word.asText()));
                ProcessRunner.Result result = new ProcessRunner(command, tree, Map.of("NO_PROXY", "*")).quietly();
                assertEquals(0, result.exit(), result::output);
            }
        } finally {
            server.stop(0);
        }
        assertEquals(2, requests.size(), () -> "requests: " + requests);
        assertEquals(
                "PUT /ohi-terraform-state <CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint>"
                        + "</CreateBucketConfiguration>",
                requests.get(0));
        assertTrue(requests.get(1).contains("\"TableName\":\"ohi-terraform-locks\""), () -> "then: " + requests.get(1));
    }

    @Test
    void aUnitOfSeveralLevelsFindsItsEnvironmentOnAnEmulator() throws IOException {
        Files.copy(LIVE.resolve("emulator.hcl"), tree.resolve("emulator.hcl"));
        String nested = "ohi/dev/eu-west-1/services/api/kms";
        Files.createDirectories(tree.resolve(nested));
        for (String file : List.of("terragrunt.hcl", "main.tf.json")) {
            Files.copy(tree.resolve(UNIT).resolve(file), tree.resolve(nested).resolve(file));
        }
        JsonNode rendered = render(nested, Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:9"));
        JsonNode state = rendered.at("/remote_state/config");
        assertEquals("ohi-terraform-state", state.path("bucket").asText());
        assertEquals(
                "dev/eu-west-1/services/api/kms/terraform.tfstate",
                state.path("key").asText());
        assertEquals("111122223333", state.path("access_key").asText(), "the environment's account");
    }

    @Test
    void theEngineOfTheSettingsIsTheProgramAndHasAWorkingCopyOfItsOwn() throws IOException {
        Path facts = tree.resolve("ohi/dev/env.hcl");
        Files.writeString(facts, Files.readString(facts).replace("locals {", "locals {\n  engine = \"tofu\""));
        JsonNode rendered = render(Map.of());
        assertEquals("tofu", rendered.path("terraform_binary").asText());
        assertTrue(
                rendered.path("download_dir").asText().endsWith("/aws-plan-tofu")
                        || rendered.path("download_dir").asText().endsWith("/aws-tofu"),
                rendered.path("download_dir")::asText);
        rendered = render(Map.of("GROUNDPLAN_ENGINE", "terraform"));
        assertEquals("terraform", rendered.path("terraform_binary").asText(), "the variable is stronger");
        assertFalse(rendered.path("download_dir").asText().contains("tofu"), rendered.path("download_dir")::asText);
    }

    @Test
    void whoReadsRootHclSeesProduction() {
        String text = Repository.text(LIVE.resolve("root.hcl"));
        assertTrue(text.lines().count() < 90, () -> "lines: " + text.lines().count());
        for (String word :
                List.of("access_key", "secret_key", "curl", "endpoints", "skip_", "proxy", "prevent_destroy")) {
            assertEquals(false, text.contains(word), () -> "root.hcl says " + word);
        }
    }

    private JsonNode render(Map<String, String> variables) throws IOException {
        return render(UNIT, variables);
    }

    private JsonNode render(String unit, Map<String, String> variables) throws IOException {
        ProcessRunner.Result result = terragrunt(unit, variables);
        assertEquals(0, result.exit(), result::output);
        return TerraformJson.read(result.output());
    }

    private ProcessRunner.Result terragrunt(String unit, Map<String, String> variables) throws IOException {
        Path home = Repository.root().resolve(".groundplan");
        String terragrunt = new Tool(Repository.root(), home, System.getenv())
                .path("terragrunt")
                .toString();
        // Whether there is an emulator is this test's to say.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "-u",
                "AWS_ENDPOINT_URL",
                "-u",
                "LOCALSTACK",
                "-u",
                "GROUNDPLAN_ROLE",
                "-u",
                "GROUNDPLAN_ENGINE",
                "-u",
                "TG_TF_PATH",
                "-u",
                "GROUNDPLAN_PROFILES"));
        variables.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of(terragrunt, "render", "--json"));
        return new ProcessRunner(
                        command,
                        tree.resolve(unit),
                        Map.of("TG_NO_COLOR", "true", "TG_NON_INTERACTIVE", "true", "CHECKPOINT_DISABLE", "1"))
                .results();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
