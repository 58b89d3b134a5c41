package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.e2e.EmulatedAws.Answer;
import groundplan.e2e.EmulatedAws.Caller;
import groundplan.json.TerraformJson;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import groundplan.tools.Emulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Encrypted parameters with the environment's own roles, where permissions are enforced and functions run: the role that plans can
 * decrypt nothing, and needs to decrypt nothing.
 */
@Tag("nightly")
class ParametersOnTheEmulatorTest {
    private static final String ACCOUNT = "123456789012";
    private static final Caller ROOT = Caller.root(ACCOUNT);
    private static final String PATH = "shop/dev";
    private static final String LEVEL = "/shop/dev/level";
    private static final String KEY = "/shop/dev/signing_key";
    private static final String SETTINGS =
            """
            region: us-east-1
            account_id: "123456789012"
            state:
              bucket: shop-terraform-state
              lock_table: shop-terraform-locks
            tags: {Team: %s}
            units:
              boundary:
              github:
                repository: shop/shop
              kms:
              state:
              parameters:
                parameters:
                  level: {description: %s}
            """;
    private static final String GENERATED = "      signing_key: {description: Signs orders., generated: {}}\n";
    /** What earlier versions wrote, as a root module on the same state. */
    private static final String EARLIER =
            """
            terraform {
              backend "s3" {
                bucket = "shop-terraform-state"
                key    = "dev/us-east-1/parameters/terraform.tfstate"
                region = "us-east-1"
                use_path_style = true
                skip_credentials_validation = true
                skip_requesting_account_id = true
              }
              required_providers {
                aws = { source = "hashicorp/aws", version = "~> 5.100.0" }
              }
            }
            provider "aws" {
              region = "us-east-1"
            }
            resource "aws_ssm_parameter" "level" {
              name             = "/shop/dev/level"
              type             = "SecureString"
              value_wo         = "debug"
              value_wo_version = 1
              description      = "Of an earlier version."
            }
            """;

    @Test
    void theRoleThatPlansReadsNoneAndTheRoleThatAppliesNeedsNotTo(@TempDir Path folder) throws Exception {
        TempProject project = new TempProject(folder)
                .with(TempProject.SYSTEM, SETTINGS.formatted("shop", "What is logged.") + GENERATED)
                .with(TempProject.DEV, "units: {}\n");
        Path plan = folder.resolve("plan.json");
        try (OwnEmulator emulator = new OwnEmulator(project, 0, new Emulator.Abilities(true, true))) {
            EmulatedAws aws = new EmulatedAws(emulator.url());
            as(emulator, ROOT);
            aws.trustGithub(ACCOUNT);
            emulator.well("synth");
            emulator.well("bootstrap", PATH);
            earlierVersion(project, emulator);
            emulator.well("plan", PATH, "--out", plan.toString());
            emulator.well("apply", PATH, "--plan", plan.toString());

            assertEquals(
                    "What is logged. The value is entered manually, as version 2; version 1 is random.",
                    described(aws, LEVEL).path("Description").asText());
            assertEquals("debug", value(aws, LEVEL), "the value that it had before a function kept it");
            String generated = value(aws, KEY);
            assertEquals(64, generated.length());
            assertTrue(described(aws, KEY).path("KeyId").asText().contains(":key/"), described(aws, KEY)::toString);
            assertEquals("shop", tags(aws, KEY).get("Team"), "a tag of the system");

            Caller reader = job(aws, "plan", "repo:shop/shop:pull_request");
            Caller writer = job(aws, "apply", "repo:shop/shop:environment:dev");
            assertTrue(read(aws, reader, LEVEL).refused(), "the role that plans decrypts nothing");
            as(emulator, reader);
            unchanged(emulator.groundplan("plan", PATH, "--detailed-exitcode"));
            unchanged(emulator.groundplan("drift", PATH, "--detailed-exitcode"));

            project.with(TempProject.SYSTEM, SETTINGS.formatted("store", "What the API logs.") + GENERATED);
            emulator.well("plan", PATH, "--unit", "us-east-1/parameters", "--out", plan.toString());
            as(emulator, writer);
            emulator.well("apply", PATH, "--plan", plan.toString());
            assertTrue(described(aws, LEVEL).path("Description").asText().startsWith("What the API logs."));
            assertEquals("debug", value(aws, LEVEL));
            assertEquals(generated, value(aws, KEY));
            assertEquals("store", tags(aws, LEVEL).get("Team"));
            as(emulator, reader);
            unchanged(emulator.groundplan("plan", PATH, "--unit", "us-east-1/parameters", "--detailed-exitcode"));

            project.with(TempProject.SYSTEM, SETTINGS.formatted("store", "What the API logs."));
            Outcome refused =
                    emulator.groundplan("plan", PATH, "--unit", "us-east-1/parameters", "--out", plan.toString());
            assertEquals(1, refused.exit(), refused::toString);
            assertTrue(
                    refused.out().contains("aws_lambda_invocation.signing_key_parameter is destroyed"),
                    refused::toString);
            project.with(
                    "environments/shop/allowances.yaml",
                    """
                    - unit: shop/dev/*
                      address: "aws_lambda_invocation.*"
                      actions: [delete]
                      reason: Another service signs.
                      owner: platform
                      expires: "2100-01-01"
                    """);
            emulator.well("plan", PATH, "--unit", "us-east-1/parameters", "--out", plan.toString());
            as(emulator, writer);
            emulator.well("apply", PATH, "--plan", plan.toString());
            assertEquals(400, read(aws, ROOT, KEY).status(), "it is gone");
            assertEquals("debug", value(aws, LEVEL), "the other one is still there");
        }
    }

    private static void earlierVersion(TempProject project, OwnEmulator emulator) throws IOException {
        project.with("earlier/main.tf", EARLIER);
        for (String[] command : new String[][] {{"init"}, {"apply", "-auto-approve"}}) {
            var result = emulator.terraform("earlier", command);
            assertEquals(0, result.exit(), result::output);
        }
    }

    private static Caller job(EmulatedAws aws, String role, String subject) throws IOException {
        return aws.job("arn:aws:iam::" + ACCOUNT + ":role/shop-dev-github-" + role, subject);
    }

    private static Answer read(EmulatedAws aws, Caller caller, String name) throws IOException {
        ObjectNode request = TerraformJson.object().put("Name", name).put("WithDecryption", true);
        return aws.json(caller, "ssm", "AmazonSSM.GetParameter", request);
    }

    private static String value(EmulatedAws aws, String name) throws IOException {
        String value = TerraformJson.read(read(aws, ROOT, name).well().body())
                .at("/Parameter/Value")
                .asText();
        assertNotEquals("", value);
        return value;
    }

    private static JsonNode described(EmulatedAws aws, String name) throws IOException {
        ObjectNode request = TerraformJson.object();
        request.putArray("ParameterFilters")
                .addObject()
                .put("Key", "Name")
                .putArray("Values")
                .add(name);
        return TerraformJson.read(aws.json(ROOT, "ssm", "AmazonSSM.DescribeParameters", request)
                        .well()
                        .body())
                .at("/Parameters/0");
    }

    private static Map<String, String> tags(EmulatedAws aws, String name) throws IOException {
        ObjectNode request =
                TerraformJson.object().put("ResourceType", "Parameter").put("ResourceId", name);
        Map<String, String> tags = new TreeMap<>();
        TerraformJson.read(aws.json(ROOT, "ssm", "AmazonSSM.ListTagsForResource", request)
                        .well()
                        .body())
                .path("TagList")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }

    private static void as(OwnEmulator emulator, Caller caller) {
        emulator.variables().remove("AWS_SESSION_TOKEN");
        caller.variables().forEach((name, value) -> {
            if (!value.isEmpty()) {
                emulator.variables().put(name, value);
            }
        });
    }

    private static void unchanged(Outcome outcome) {
        assertEquals(0, outcome.exit(), outcome::toString);
    }
}
