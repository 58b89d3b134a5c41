package groundplan.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.refactor.RefactorRun;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Repository;
import groundplan.tools.Emulator;
import groundplan.tools.Tool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of AWS are moved between units, regions and accounts, each time by a run that is killed and by the next one. */
@Tag("nightly")
class TreeRefactoringsOnTheEmulatorTest {
    private static final List<String> ACCOUNTS = List.of("111111111111", "222222222222");
    private static final String HERE = "111111111111/us-east-1/";

    private static final String UNIT = "include \"root\" {\n  path = find_in_parent_folders(\"root.hcl\")\n}\n";
    private static final String LOGS =
            """
            resource "aws_s3_bucket" "NAME" { PROVIDER
              bucket = "shop-logs-111111111111"
            }
            resource "aws_s3_bucket_versioning" "NAME" { PROVIDER
              bucket = aws_s3_bucket.NAME.id
              versioning_configuration { status = "Enabled" }
            }
            resource "aws_s3_bucket_public_access_block" "NAME" { PROVIDER
              bucket              = aws_s3_bucket.NAME.id
              block_public_acls   = true
              block_public_policy = true
            }
            output "arn" { value = aws_s3_bucket.NAME.arn }
            """;
    private static final String ROLE =
            """
            resource "aws_iam_role" "task" {
              name               = "shop-task"
              assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole",
                Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
            }
            resource "aws_iam_role_policy" "task" {
              role   = aws_iam_role.task.id
              policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
            }
            """;
    private static final String QUEUE = "resource \"aws_sqs_queue\" \"main\" { name = \"shop-queue\" }\n";
    private static final String TOPIC = "resource \"aws_sns_topic\" \"alerts\" { name = \"shop-alerts\" }\n";
    private static final String MODULE = "module \"queue\" { source = \"./queue\" }\n";

    private static final String ROOT =
            """
            locals {
              parts   = split("/", path_relative_to_include())
              account = local.parts[0]
              region  = local.parts[1]
            }
            remote_state {
              backend  = "s3"
              generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
              config = {
                bucket                      = "states-${local.account}"
                key                         = "${path_relative_to_include()}/terraform.tfstate"
                region                      = "us-east-1"
                dynamodb_table              = "locks"
                use_lockfile                = true
                access_key                  = local.account
                secret_key                  = "emulator"
                use_path_style              = true
                skip_credentials_validation = true
                skip_requesting_account_id  = true
              }
            }
            generate "provider" {
              path      = "provider.tf"
              if_exists = "overwrite_terragrunt"
              contents  = <<-EOT
                terraform {
                  required_providers {
                    aws = { source = "hashicorp/aws", version = "5.100.0" }
                  }
                }
                provider "aws" {
                  region                      = "${local.region}"
                  access_key                  = "${local.account}"
                  secret_key                  = "emulator"
                  s3_use_path_style           = true
                  skip_credentials_validation = true
                }
                provider "aws" {
                  alias                       = "shared"
                  region                      = "us-east-1"
                  access_key                  = "111111111111"
                  secret_key                  = "emulator"
                  s3_use_path_style           = true
                  skip_credentials_validation = true
                }
              EOT
            }
            """;

    @TempDir
    Path folder;

    private TreeFiles tree;
    private RefactoredTree made;
    private Emulator.RunningEmulator running;
    private int kills;

    @Test
    void objectsOfAws() throws Exception {
        Emulator emulator = new Emulator(
                new Tool(Repository.root(), Repository.root().resolve(".groundplan"), System.getenv()).path("emulator"),
                folder.resolve("emulator"));
        running = emulator.start(0);
        try {
            for (String account : ACCOUNTS) {
                stateBucket(account);
            }
            tree = TreeFiles.in(
                    Files.createDirectories(folder.resolve("repository")),
                    "== .gitignore\n.terragrunt-cache\n.terraform*\nbackend.tf\nprovider.tf\n== live/root.hcl\n"
                            + ROOT);
            unit(HERE + "data", named(LOGS, "logs", "") + ROLE + MODULE + TOPIC);
            tree.with("== live/" + HERE + "data/queue/main.tf\n" + QUEUE);
            made = RefactoredTree.of(tree, "live", folder.resolve("home"), running.variables());
            terragrunt("apply", "-auto-approve");
            List<String> ids = ids();
            assertEquals(7, ids.size(), ids::toString);

            // A bucket with its companions.
            unit(HERE + "data", ROLE + MODULE + TOPIC);
            unit(HERE + "logs", named(LOGS, "logs", ""));
            moved(ids, "- {from: \"" + HERE + "data:aws_s3_*.logs\", to: " + HERE + "logs}\n");
            // Other addresses in the same unit.
            unit(HERE + "logs", named(LOGS, "main", ""));
            moved(ids, "- {from: \"" + HERE + "logs:aws_s3_*.logs\", to: \"" + HERE + "logs:aws_s3_*.main\"}\n");
            // A module becomes a unit.
            unit(HERE + "data", ROLE + TOPIC);
            unit(HERE + "queue", QUEUE);
            moved(ids, "- {from: \"" + HERE + "data:module.queue.*\", to: \"" + HERE + "queue:*\"}\n");
            // Across regions, what has none.
            unit(HERE + "data", TOPIC);
            unit("111111111111/eu-west-1/roles", ROLE);
            moved(ids, "- {from: \"" + HERE + "data:aws_iam_role*.task\", to: 111111111111/eu-west-1/roles}\n");
            // Across accounts: a unit of another account that reaches this one.
            delete(HERE + "logs");
            unit("222222222222/us-east-1/shared", named(LOGS, "main", "\n  provider = aws.shared"));
            moved(ids, "- {from: " + HERE + "logs, to: 222222222222/us-east-1/shared}\n");
            // Two units become one.
            delete(HERE + "queue");
            unit(HERE + "data", TOPIC + QUEUE);
            moved(ids, "- {from: " + HERE + "queue, to: " + HERE + "data}\n");
            // A unit is renamed.
            delete(HERE + "data");
            unit(HERE + "messages", TOPIC + QUEUE);
            moved(ids, "- {from: " + HERE + "data, to: " + HERE + "messages}\n");

            // A topic belongs to its region.
            unit(HERE + "messages", QUEUE);
            unit("111111111111/eu-west-1/topics", TOPIC);
            made.moves("- {from: " + HERE + "messages:aws_sns_topic.alerts, to: 111111111111/eu-west-1/topics}\n");
            made.refactor("--auto-approve")
                    .exits(1)
                    .prints("111111111111/eu-west-1/topics aws_sns_topic.alerts would be")
                    .prints("Nothing was written");
            assertEquals(ids, ids());
            clean();
        } finally {
            emulator.stop();
        }
    }

    private static String named(String text, String name, String provider) {
        return text.replace("NAME", name).replace(" PROVIDER", provider);
    }

    private void unit(String name, String configuration) {
        tree.with("== live/" + name + "/terragrunt.hcl\n" + UNIT + "== live/" + name + "/main.tf\n" + configuration);
    }

    private void delete(String name) throws IOException {
        Files.delete(tree.root().resolve("live/" + name + "/terragrunt.hcl"));
        Files.delete(tree.root().resolve("live/" + name + "/main.tf"));
    }

    /** Moves objects in a run that is killed, each time one step later, and in the next one. */
    private void moved(List<String> ids, String moves) throws Exception {
        made.moves(moves);
        int last = ++kills;
        List<String> steps = new ArrayList<>();
        made.kill((kind, told) -> {
            steps.add(told);
            return kind == RefactorRun.WriteStep.WRITE || steps.size() == last + 2;
        });
        assertTrue(ids().containsAll(ids), () -> "an object is in no state after " + steps);
        made.refactor("--auto-approve").exits(0);
        made.refactor("--auto-approve").exits(0).prints("There is nothing to move.");
        assertEquals(ids, ids());
        clean();
        made.commit();
        terragrunt("plan", "-detailed-exitcode");
    }

    private void terragrunt(String... terraform) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                TreeFiles.terragrunt().toString(),
                "run",
                "--all",
                "--non-interactive",
                "--tf-path",
                TreeFiles.terraform().toString(),
                "--"));
        command.addAll(List.of(terraform));
        ProcessRunner.Result result =
                new ProcessRunner(command, tree.root().resolve("live"), made.variables()).quietly();
        assertEquals(0, result.exit(), result::output);
    }

    /** The ids of all objects, each as often as it is in a state. */
    private List<String> ids() throws IOException {
        List<String> ids = new ArrayList<>();
        for (String account : ACCOUNTS) {
            try (S3Client s3 = s3(account)) {
                for (String key : keys(s3, account)) {
                    if (key.endsWith(".tfstate")) {
                        JsonNode state = TerraformJson.read(s3.getObjectAsBytes(request ->
                                        request.bucket("states-" + account).key(key))
                                .asUtf8String());
                        state.path("resources").forEach(resource -> resource.path("instances")
                                .forEach(instance -> ids.add(resource.path("type")
                                                .asText() + " "
                                        + instance.path("attributes").path("id").asText())));
                    }
                }
            }
        }
        return ids.stream().sorted().toList();
    }

    /** No lock, no journal, and only digests of states that are there. */
    private void clean() throws IOException {
        for (String account : ACCOUNTS) {
            try (S3Client s3 = s3(account);
                    DynamoDbClient table = table(account)) {
                List<String> keys = keys(s3, account);
                assertEquals(
                        List.of(),
                        keys.stream().filter(key -> !key.endsWith(".tfstate")).toList());
                Map<String, String> left = new TreeMap<>();
                table.scan(request -> request.tableName("locks"))
                        .items()
                        .forEach(item -> left.put(item.get("LockID").s(), item.toString()));
                keys.forEach(key -> left.remove("states-" + account + "/" + key + "-md5"));
                assertEquals(Map.of(), left);
            }
        }
    }

    private static List<String> keys(S3Client s3, String account) {
        return s3.listObjectsV2(request -> request.bucket("states-" + account)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private void stateBucket(String account) {
        try (S3Client s3 = s3(account);
                DynamoDbClient table = table(account)) {
            s3.createBucket(request -> request.bucket("states-" + account));
            table.createTable(request -> request.tableName("locks")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("LockID")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("LockID")
                            .keyType(KeyType.HASH)
                            .build()));
        }
    }

    private S3Client s3(String account) {
        return S3Client.builder()
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "emulator")))
                .endpointOverride(URI.create(running.url()))
                .forcePathStyle(true)
                .build();
    }

    private DynamoDbClient table(String account) {
        return DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "emulator")))
                .endpointOverride(URI.create(running.url()))
                .build();
    }
}
