package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.GroundplanProcess;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Units of the settings are renamed, split and merged, with kills; every object stays what it is, and nothing is left locked. */
@Tag("nightly")
class RefactoringsOnTheEmulatorTest {
    private static final String BUCKET = "shop-terraform-state";
    private static final String TABLE = "shop-terraform-locks";
    private static final String ALL = "{a: {}, b: {}, c: {}}";

    private TempProject project;
    private OwnEmulator cloud;

    @Test
    void unitsOfTheSettings(@TempDir Path folder) throws Exception {
        project = TempProject.shop(folder);
        units("images: {kind: ecr, repositories: " + ALL + "}");
        try (OwnEmulator own = new OwnEmulator(project, 0)) {
            cloud = own;
            cloud.variables().put("GROUNDPLAN_HOME", project.home().toString());
            Files.createDirectories(project.home());
            Files.createSymbolicLink(
                    project.home().resolve("tools"), Repository.root().resolve(".groundplan/tools"));
            cloud.well("synth");
            cloud.well("bootstrap", "shop/dev");
            Path plan = folder.resolve("plan.json");
            cloud.well("plan", "shop/dev", "--out", plan.toString());
            cloud.well("apply", "shop/dev", "--plan", plan.toString());
            TreeSet<String> ids = new TreeSet<>(objects().values());
            assertTrue(ids.size() > 3, ids::toString);

            // A unit is renamed.
            units("repositories: {kind: ecr, repositories: " + ALL + "}");
            moves("- {from: shop/dev/us-east-1/images, to: shop/dev/us-east-1/repositories}\n");
            cloud.groundplan("refactor", "moves.yaml", "--dry-run", "--detailed-exitcode")
                    .exits(2)
                    .prints("deletes the state of shop/dev/us-east-1/images");
            refactored(ids, "repositories", "kms");

            // One becomes three, by a run that is killed.
            units("images: {kind: ecr, repositories: {a: {}}}\n  tools: {kind: ecr, repositories: {b: {}}}\n"
                    + "  web: {kind: ecr, repositories: {c: {}}}");
            moves(
                    """
                    - {from: "shop/dev/us-east-1/repositories:aws_ecr_*.a", to: shop/dev/us-east-1/images}
                    - {from: "shop/dev/us-east-1/repositories:aws_ecr_*.b", to: shop/dev/us-east-1/tools}
                    - {from: shop/dev/us-east-1/repositories, to: shop/dev/us-east-1/web}
                    """);
            kill("wrote the state of");
            assertTrue(new TreeSet<>(objects().values()).containsAll(ids), "an object is in no state");
            cloud.groundplan("plan", "shop/dev").exits(1).complains("groundplan refactor has begun");
            refactored(ids, "web", "images", "kms", "tools");

            // And one again.
            units("images: {kind: ecr, repositories: " + ALL + "}");
            moves(
                    """
                    - {from: shop/dev/us-east-1/tools, to: shop/dev/us-east-1/images}
                    - {from: shop/dev/us-east-1/web, to: shop/dev/us-east-1/images}
                    """);
            kill("locked");
            refactored(ids, "images", "kms");
        }
    }

    private void units(String units) {
        project.with(
                TempProject.SYSTEM,
                "region: us-east-1\naccount_id: \"123456789012\"\nstate: {bucket: " + BUCKET + ", lock_table: " + TABLE
                        + ", use_lockfile: true}\nunits:\n  state:\n  kms:\n  " + units + "\n");
    }

    private void moves(String text) {
        project.with("moves.yaml", text);
        cloud.well("synth", "--prune");
    }

    /** Ends it; all objects are the same then, nothing is left to be done, and nothing is locked. */
    private void refactored(Set<String> ids, String... units) throws Exception {
        cloud.well("refactor", "moves.yaml", "--auto-approve");
        Outcome again = cloud.well("refactor", "moves.yaml", "--auto-approve");
        again.prints("There is nothing to move.");
        SortedMap<String, String> objects = objects();
        assertEquals(ids, new TreeSet<>(objects.values()), objects::toString);
        TreeSet<String> found = new TreeSet<>();
        objects.keySet().forEach(object -> found.add(object.split(" ")[0]));
        assertEquals(new TreeSet<>(List.of(units)), found);
        assertEquals(
                0, cloud.groundplan("plan", "shop/dev", "--detailed-exitcode").exit(), "something is left");
        var planned = cloud.terragrunt("shop/dev/us-east-1/" + units[0], "plan", "-detailed-exitcode", "-no-color");
        assertEquals(0, planned.exit(), planned::output);
        clean();
    }

    /** Runs it in a process of its own, and kills that once it has said something. */
    private void kill(String said) throws Exception {
        Process process =
                new GroundplanProcess(project, cloud.variables(), 0).start("refactor", "moves.yaml", "--auto-approve");
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder all = new StringBuilder();
            String line = output.readLine();
            while (line != null && !line.startsWith(said)) {
                all.append(line).append('\n');
                line = output.readLine();
            }
            assertTrue(line != null, () -> "it never said '" + said + "':\n" + all);
            process.destroyForcibly();
            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        }
    }

    /** The ids of all objects of the states in the bucket, by unit and address. */
    private SortedMap<String, String> objects() throws IOException {
        SortedMap<String, String> objects = new TreeMap<>();
        try (S3Client s3 = s3()) {
            for (String key : keys(s3)) {
                if (key.endsWith(".tfstate") && !key.contains("/state/")) {
                    JsonNode state = TerraformJson.read(s3.getObjectAsBytes(
                                    request -> request.bucket(BUCKET).key(key))
                            .asUtf8String());
                    String unit = key.replaceFirst("dev/us-east-1/(.*)/terraform.tfstate", "$1");
                    state.path("resources").forEach(resource -> {
                        if (resource.path("mode").asText().equals("managed")) {
                            resource.path("instances")
                                    .forEach(instance -> objects.put(
                                            unit + " " + resource.path("type").asText() + "."
                                                    + resource.path("name").asText() + instance.path("index_key"),
                                            resource.path("type").asText() + " "
                                                    + instance.path("attributes")
                                                            .path("id")
                                                            .asText()));
                        }
                    });
                }
            }
        }
        return objects;
    }

    private static List<String> keys(S3Client s3) {
        return s3.listObjectsV2(request -> request.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** No lock, no journal, no digest of a state that is gone. */
    private void clean() throws IOException {
        try (S3Client s3 = s3();
                DynamoDbClient table = DynamoDbClient.builder()
                        .region(Region.US_EAST_1)
                        .httpClient(UrlConnectionHttpClient.create())
                        .credentialsProvider(StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("123456789012", "emulator")))
                        .endpointOverride(URI.create(cloud.url()))
                        .build()) {
            List<String> keys = keys(s3);
            assertEquals(
                    List.of(),
                    keys.stream()
                            .filter(key -> key.contains("refactor") || key.endsWith(".tflock") || key.endsWith(".lock"))
                            .toList());
            table.scan(request -> request.tableName(TABLE)).items().forEach(item -> {
                String id = item.get("LockID").s();
                assertTrue(
                        id.endsWith("-md5")
                                && keys.contains(id.substring(BUCKET.length() + 1, id.length() - "-md5".length())),
                        () -> id + " is left in the table");
            });
        }
    }

    private S3Client s3() {
        return S3Client.builder()
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("123456789012", "emulator")))
                .endpointOverride(URI.create(cloud.url()))
                .forcePathStyle(true)
                .build();
    }
}
