package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.settings.EnvironmentModel;
import groundplan.states.S3States;
import groundplan.synth.Synthesis;
import groundplan.synth.UnitDocument;
import groundplan.testing.Outcome;
import groundplan.testing.Repository;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A small environment from an empty account to its end: its whole plan says what its apply does, what is there already is imported, a
 * loss is refused, and everything is destroyed. Each test goes on where the one before it ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifecycleOnTheEmulatorTest {
    private static final String BUCKET = "shop-terraform-state";
    private static final String ALLOWANCES = "environments/shop/allowances.yaml";
    private static final String IMPORTS = "environments/shop/dev/imports.yaml";
    private static final String UNITS =
            """
      kms:
      ecr:
        repositories:
          app: {}
      secrets:
        secrets:
          token:
            description: What the application signs with.
      state:
      """;

    @TempDir
    static Path folder;

    private static TempProject project;
    private static OwnEmulator emulator;
    private static String plan;

    @BeforeAll
    static void begin() throws IOException {
        project = TempProject.shop(folder).with(TempProject.SYSTEM, system("report", UNITS));
        emulator = new OwnEmulator(project, 0);
        plan = folder.resolve("plan.json").toString();
        emulator.well("synth");
        emulator.well("bootstrap", "shop/dev");
    }

    @AfterAll
    static void end() throws IOException {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    @Order(1)
    void theApprovedPlanIsWhatIsDone() throws Exception {
        planned("--detailed-exitcode").exits(2);
        assertEquals(everything(), creations(), "nothing is applied yet: everything is created");
        emulator.groundplan("apply", "shop/dev", "--plan", plan, "--plan-digest", "0".repeat(64))
                .exits(1)
                .complains("is not the plan that was approved");
        apply();
        emulator.groundplan("plan", "shop/dev", "--detailed-exitcode").exits(0);
        emulator.groundplan("apply", "shop/dev", "--plan", plan)
                .exits(1)
                .complains("was written after the plan was made");
    }

    /** One of the units was applied when its kind published less: nothing of it changes but what others find in its state. */
    @Test
    @Order(2)
    void aChangeIsAppliedWithOutputsThatAStateLacks() throws Exception {
        project.with(TempProject.SYSTEM, system("report", UNITS.replace("app: {}", "web: {}")));
        ObjectNode state = state("kms");
        assertTrue(((ObjectNode) state.path("outputs")).remove("data_key_arn") != null, state::toString);
        write("kms", state);
        planned("--format", "markdown", "--detailed-exitcode")
                .exits(2)
                .prints("> - **data loss**: `us-east-1/ecr aws_ecr_repository.app` is destroyed")
                .prints("data_key_arn");
        apply();
    }

    /** The state of a unit is lost; what it held is still there. In the end, nothing is left to do from here and from the change before. */
    @Test
    @Order(3)
    void whatIsThereAlreadyIsImported() throws Exception {
        String arn = StreamSupport.stream(state("secrets").path("resources").spliterator(), false)
                .filter(resource -> resource.path("type").asText().equals("aws_secretsmanager_secret"))
                .map(resource -> resource.at("/instances/0/attributes/arn").asText())
                .findFirst()
                .orElseThrow();
        try (S3Client s3 = s3()) {
            s3.deleteObject(request -> request.bucket(BUCKET).key(key("secrets")));
        }
        Path listing = folder.resolve("listing.json");
        Files.writeString(
                listing,
                "{\"ResourceTagMappingList\": [{\"ResourceARN\": \"" + arn
                        + "\", \"Tags\": []}, {\"ResourceARN\": \"arn:aws:s3:::elsewhere\", \"Tags\": []}]}");
        emulator.groundplan("import", "shop/dev", "--from", listing.toString())
                .exits(0)
                .complains("Left out: arn:aws:s3:::elsewhere")
                .prints("Plan: 0 to add, ");
        String entries = project.text(IMPORTS);
        assertTrue(entries.lines().anyMatch(line -> line.contains("aws_secretsmanager_secret.token: ")), entries);
        assertTrue(entries.contains(arn), entries);
        planned().exits(0);
        apply();
        emulator.groundplan("plan", "shop/dev", "--detailed-exitcode")
                .exits(0)
                .prints("aws_secretsmanager_secret.token is already imported; remove the entry");
    }

    /** A repository and a unit go from the settings. */
    @Test
    @Order(4)
    void aLossIsRefusedUntilItIsAllowed() {
        project.with(IMPORTS, "");
        project.with(TempProject.SYSTEM, system("refuse", UNITS.replaceFirst("(?s)secrets:\n.*(?=state:)", "")));
        Outcome refused = planned("--no-refresh").exits(1);
        assertTrue(
                refused.out()
                        .startsWith("Refused: this plan cannot be applied\n"
                                + "  us-east-1/ecr aws_ecr_repository.web is destroyed: its images are lost; AWS refuses that while it is not"
                                + " empty, since force_delete is false."),
                refused::toString);
        refused.prints("us-east-1/secrets is no longer in the settings; 1 resource would be destroyed");
        emulator.groundplan("apply", "shop/dev", "--plan", plan).exits(1).complains("the plan is refused");
        project.with(
                ALLOWANCES,
                """
        - unit: shop/dev/us-east-1/ecr
          address: aws_ecr_repository.web
          actions: [delete]
          reason: The images of web are in the repository app.
          owner: platform
          expires: "9999-12-31"
        """);
        Outcome half = planned("--no-refresh").exits(1);
        assertTrue(half.out().startsWith("Refused: this plan cannot be applied\n  us-east-1/secrets "), half::toString);
    }

    @Test
    @Order(5)
    void everythingIsDestroyedInReverse() throws Exception {
        emulator.groundplan("destroy", "shop/dev", "--unit", "kms", "--confirm", "shop/dev")
                .exits(1)
                .complains("shop/dev/us-east-1/ecr is applied and reads shop/dev/us-east-1/kms");
        emulator.groundplan("destroy", "shop/dev", "--confirm", "shop/dev").exits(1);
        project.with(
                ALLOWANCES,
                """
        - unit: shop/dev/*
          address: "*"
          actions: [delete]
          reason: The environment is given up.
          owner: platform
          expires: "9999-12-31"
        """);
        emulator.groundplan("destroy", "shop/dev").exits(2).complains("--confirm shop/dev");
        // As after an apply that was cut short: what others read from it is not there.
        ObjectNode half = state("kms");
        half.putObject("outputs");
        write("kms", half);
        Outcome destroyed = emulator.well("destroy", "shop/dev", "--confirm", "shop/dev");
        String done = destroyed.err();
        assertTrue(
                done.indexOf("secrets: applied") < done.indexOf("ecr: planning")
                        && done.indexOf("ecr: applied") < done.indexOf("kms: planning"),
                destroyed::toString);
        for (String unit : List.of("kms", "ecr", "secrets")) {
            assertEquals(0, state(unit).path("resources").size(), unit);
        }
        emulator.groundplan("destroy", "shop/dev", "--confirm", "shop/dev")
                .exits(0)
                .prints("There are no resources to destroy.");
    }

    private static Outcome planned(String... options) {
        List<String> command = new ArrayList<>(List.of("plan", "shop/dev", "--out", plan));
        command.addAll(List.of(options));
        return emulator.groundplan(command.toArray(String[]::new));
    }

    private static void apply() {
        emulator.well("apply", "shop/dev", "--plan", plan);
    }

    private static TreeSet<String> creations() throws IOException {
        TreeSet<String> planned = new TreeSet<>();
        JsonNode document = TerraformJson.read(Files.readString(Path.of(plan)));
        document.path("units").forEach(unit -> unit.path("changes")
                .forEach(change -> planned.add(unit.path("path").asText() + " "
                        + change.path("address").asText() + " "
                        + change.path("action").asText())));
        return planned;
    }

    /** All resources but those of the unit that was made first. */
    private static TreeSet<String> everything() throws IOException {
        TreeSet<String> all = new TreeSet<>();
        Path cache = Repository.root().resolve(".groundplan/cache/units");
        for (UnitDocument document :
                new Synthesis(cache, false, unit -> {}).of(EnvironmentModel.units(project.environments()))) {
            if (!document.unit().path().unit().equals("state")) {
                document.addresses().forEach(address -> all.add(document.unit().path() + " " + address + " create"));
            }
        }
        return all;
    }

    private static String key(String unit) {
        return "dev/us-east-1/" + unit + "/terraform.tfstate";
    }

    private static ObjectNode state(String unit) throws IOException {
        return emulator.state("dev/us-east-1/" + unit);
    }

    private static void write(String unit, ObjectNode state) throws IOException {
        try (S3Client s3 = s3()) {
            s3.putObject(request -> request.bucket(BUCKET).key(key(unit)), RequestBody.fromString(state.toString()));
        }
    }

    private static S3Client s3() throws IOException {
        return new S3States(project.environments().get(0).settings(), emulator.variables())
                .clients()
                .s3();
    }

    /** Without a lock table, which would remember the state that is lost. */
    private static String system(String losses, String units) {
        return """
        region: us-east-1
        account_id: "123456789012"
        guards:
          losses: %s
        state:
          bucket: shop-terraform-state
          use_lockfile: true
        units:
        """
                        .formatted(losses)
                + units.indent(2);
    }
}
