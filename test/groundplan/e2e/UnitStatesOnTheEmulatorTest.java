package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code output}, {@code state} and {@code unlock}, with Terraform's own state, lock table and lock files. */
class UnitStatesOnTheEmulatorTest {
    private static final String UNIT = "shop/dev/us-east-1/kms";
    private static final String BUCKET = "shop-terraform-state";
    private static final String TABLE = "shop-terraform-locks";
    private static final String KEY = "dev/us-east-1/kms/terraform.tfstate";
    private static final String LOCK =
            "{\"ID\":\"6a5cf7b2\",\"Operation\":\"OperationTypeApply\",\"Who\":\"alice@build\",\"Created\":\"2026-11-30T07:00:00Z\"}";

    @TempDir
    static Path folder;

    private static OwnEmulator cloud;
    private static S3Client s3;
    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void aStateInTheBucket() throws IOException {
        TempProject project = TempProject.shop(folder)
                .with(
                        TempProject.SYSTEM,
                        "region: us-east-1\naccount_id: \"123456789012\"\nstate:\n  bucket: " + BUCKET
                                + "\n  lock_table: " + TABLE + "\nunits:\n  kms:\n");
        cloud = new OwnEmulator(project, 0);
        // What state mv leaves is looked for below.
        cloud.variables().put("GROUNDPLAN_HOME", home().toString());
        Files.createDirectories(home());
        Files.createSymbolicLink(home().resolve("tools"), Repository.root().resolve(".groundplan/tools"));
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("123456789012", "test"));
        s3 = S3Client.builder()
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(credentials)
                .endpointOverride(URI.create(cloud.url()))
                .forcePathStyle(true)
                .build();
        dynamoDb = DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(credentials)
                .endpointOverride(URI.create(cloud.url()))
                .build();
        s3.createBucket(request -> request.bucket(BUCKET));
        dynamoDb.createTable(request -> request.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("LockID")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("LockID")
                        .keyType(KeyType.HASH)
                        .build()));
        put(
                KEY,
                """
          {"version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "f0a3c1de-0000-4000-8000-000000000000",
           "outputs": {
             "data_key_arn": {"value": "arn:aws:kms:us-east-1:123456789012:key/1", "type": "string"},
             "zones": {"value": ["a", "b"], "type": ["list", "string"]},
             "pin": {"value": "4711", "type": "string", "sensitive": true}},
           "resources": [%s, %s]}
          """
                        .formatted(data("data"), data("logs")));
    }

    private static Path home() {
        return folder.resolve("home");
    }

    /** A resource of Terraform itself, so that no provider starts. */
    private static String data(String name) {
        return """
          {"mode": "managed", "type": "terraform_data", "name": "%s", "provider": "provider[\\"terraform.io/builtin/terraform\\"]",
           "instances": [{"schema_version": 0, "attributes": {"id": "%s", "input": null, "output": null, "triggers_replace": null}}]}
          """
                .formatted(name, name);
    }

    private static void put(String key, String text) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text));
    }

    @AfterAll
    static void stop() throws IOException {
        s3.close();
        dynamoDb.close();
        cloud.close();
    }

    @Test
    void outputsAreReadFromTheStateAndSensitiveOnesAreHiddenFromPeople() {
        assertEquals(
                "data_key_arn = \"arn:aws:kms:us-east-1:123456789012:key/1\"\npin = <sensitive>\nzones = tolist([\n  \"a\",\n"
                        + "  \"b\",\n])\n",
                cloud.well("output", UNIT).out());
        assertEquals("<sensitive>\n", cloud.well("output", UNIT, "pin").out());
        assertEquals("4711", cloud.well("output", UNIT, "pin", "--raw").out());
        assertEquals(
                "[\"a\",\"b\"]\n", cloud.well("output", UNIT, "zones", "--json").out());
        var all = cloud.well("output", UNIT, "--json").json();
        assertEquals(
                "{\"sensitive\":true,\"type\":\"string\",\"value\":\"4711\"}",
                all.path("pin").toString());
        cloud.groundplan("output", UNIT, "zones", "--raw").exits(2).complains("zones is a list: use --json");
        cloud.groundplan("output", UNIT, "zone").exits(2).complains("did you mean 'zones'?");
        cloud.groundplan("output", "shop/dev/us-east-1/kmss").exits(2).complains("did you mean '" + UNIT + "'?");
    }

    @Test
    void aResourceIsMovedAndTheStateBeforeIsKept() throws IOException {
        assertEquals(
                "terraform_data.data\nterraform_data.logs\n",
                cloud.well("state", UNIT, "list").out());
        assertEquals(
                "terraform_data.logs",
                cloud.well("state", UNIT, "list", "terraform_data.logs", "--json")
                        .json()
                        .path("resources")
                        .path(0)
                        .asText());
        assertTrue(
                cloud.well("state", UNIT, "show", "terraform_data.data").out().contains("resource \"terraform_data\""));
        cloud.well("state", UNIT, "mv", "terraform_data.data", "terraform_data.main", "--dry-run")
                .prints("Would move \"terraform_data.data\" to \"terraform_data.main\"");
        cloud.groundplan("state", UNIT, "mv", "terraform_data.data", "terraform_data.logs")
                .exits(1)
                .complains("there is already a resource");
        assertFalse(Files.exists(home().resolve("states")), "a copy of a state that was not changed");
        assertEquals(1, serial(state()), "the state is as it was");

        Outcome moved = cloud.well("state", UNIT, "mv", "terraform_data.data", "terraform_data.main");
        moved.prints("Successfully moved 1 object(s).");
        assertTrue(state().contains("\"main\"") && serial(state()) == 2, UnitStatesOnTheEmulatorTest::state);
        try (Stream<Path> copies = Files.list(home().resolve("states"))) {
            Path copy = copies.findFirst().orElseThrow();
            moved.prints(copy.toString());
            assertEquals(1, serial(Repository.text(copy)), "the state before");
        }
        cloud.groundplan("state", UNIT, "mv", "terraform_data.data").exits(2).complains("mv takes two addresses");
        cloud.groundplan("state", UNIT, "list", "--dry-run").exits(2).complains("--dry-run is for mv");
    }

    @Test
    void locksAreShownAndRemoved() {
        assertEquals(
                "shop/dev is not locked.\n", cloud.well("unlock", "shop/dev").out());
        dynamoDb.putItem(request -> request.tableName(TABLE)
                .item(Map.of("LockID", AttributeValue.fromS(BUCKET + "/" + KEY), "Info", AttributeValue.fromS(LOCK))));
        put(KEY + ".tflock", LOCK.replace("alice", "bob"));
        put(
                "dev/groundplan-apply.lock",
                "{\"id\":\"1\",\"who\":\"carol@ci\",\"machine\":\"elsewhere\",\"process\":12,\"started\":34,\"plan\":\"ab12\","
                        + "\"since\":\"2026-11-30T06:00:00Z\"}");
        cloud.groundplan("state", UNIT, "mv", "terraform_data.data", "terraform_data.main")
                .exits(1)
                .complains("carol@ci has been applying since 2026-11-30T06:00:00Z")
                .complains("run ./groundplan unlock shop/dev");
        Outcome shown = cloud.well("unlock", "shop/dev", "--dry-run");
        shown.prints(
                        "shop/dev: locked by carol@ci since 2026-11-30T06:00:00Z, apply of plan ab12, process 12 on another machine")
                .prints(UNIT
                        + ": locked by alice@build since 2026-11-30T07:00:00Z, OperationTypeApply, id 6a5cf7b2, in the lock"
                        + " table " + TABLE + "\n")
                .prints(UNIT + ": locked by bob@build")
                .prints("in s3://" + BUCKET + "/" + KEY + ".tflock\n");
        cloud.groundplan("unlock", "shop/dev").exits(2).complains("add --force");
        Map<String, String> consenting = new TreeMap<>(cloud.variables());
        consenting.put("GROUNDPLAN_FORCE", "true");
        new TempProject(folder).run(consenting, false, "unlock", "shop/dev").exits(2);
        assertEquals(
                3,
                cloud.well("unlock", "shop/dev", "--dry-run", "--json")
                        .json()
                        .path("locks")
                        .size());

        cloud.well("unlock", UNIT, "--force").prints("2 locks are removed.");
        assertEquals(
                List.of("shop/dev"),
                cloud.well("unlock", "shop/dev", "--dry-run", "--json").json().findValuesAsText("path"));
        put("dev/groundplan-apply.lock", "damaged");
        cloud.well("unlock", "shop/dev", "--force").prints("the note of who did it is damaged");
        assertEquals(
                "shop/dev is not locked.\n", cloud.well("unlock", "shop/dev").out());
    }

    /** The lines are taken from what Terragrunt and Terraform print, which another version may print otherwise. */
    @Test
    @Tag("nightly")
    void aRunOfTerragruntItselfIsALineForTheUnit() {
        cloud.well("synth");
        Outcome planned = cloud.well("run", "shop/dev", "plan");
        assertTrue(
                planned.out()
                        .matches(
                                "(?s)" + UNIT
                                        + " +planned +6 to add, 0 to change, 2 to destroy, \\d+ s\n1 unit: 1 planned; 6 to add,.*"),
                planned::toString);
        Outcome failed = cloud.groundplan("run", "shop/dev", "plan", "--", "-target=?");
        assertTrue(failed.exits(1).out().startsWith(UNIT + "  failed "), failed::toString);
        failed.complains("Error in " + UNIT + ":\n").complains("Invalid target \"?\"");
    }

    private static String state() {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY)).asUtf8String();
    }

    private static long serial(String state) {
        return TerraformJson.read(state).path("serial").asLong();
    }
}
