package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.plan.Verdict;
import groundplan.settings.EnvironmentModel;
import groundplan.states.S3States;
import groundplan.synth.UnitDocument;
import groundplan.testing.S3StandIn;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units that are no longer in the settings are destroyed in order, with stand-ins for Terraform and for the bucket. */
class RemovedUnitsApplyTest {
    private static final String BUCKET = "shop-terraform-state";
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/1b2f7c1e";
    /** Uses the key. */
    private static final UnitPath FRONT = UnitPath.parse("shop/dev/us-east-1/front");
    /** Provides the key. */
    private static final UnitPath SEALS = UnitPath.parse("shop/dev/us-east-1/seals");

    private static final UnitPath ALONE = UnitPath.parse("shop/dev/us-east-1/alone");
    private static final UnitPath KMS = UnitPath.parse("shop/dev/us-east-1/kms");

    @TempDir
    static Path shared;

    private static EnvironmentModel environment;
    private static List<UnitDocument> documents;

    @TempDir
    Path folder;

    private final S3StandIn s3 = new S3StandIn(BUCKET);

    @BeforeAll
    static void anEnvironment() {
        TempProject shop = TempProject.shop(shared.resolve("shop"));
        environment = shop.environments().get(0);
        documents = shop.documents();
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void whatAFailedUnitUsesIsNotDestroyed() throws IOException {
        states("[{\"key_arn\": \"" + KEY + "\"}]");
        assertEquals(
                Map.of(FRONT, "failed", SEALS, "not started: blocked by " + FRONT, ALONE, "applied"),
                apply("front", false));
    }

    @Test
    void whatAUnitUsedThatAnEarlierRunHalfDestroyedIsNotDestroyedEither() throws IOException {
        states("[{\"key_arn\": \"" + KEY + "\"}]");
        apply("front", false);
        // What was left of it no longer shows what it read.
        states("[{\"id\": \"left\"}]");
        assertEquals(
                Map.of(FRONT, "failed", SEALS, "not started: blocked by " + FRONT, ALONE, "applied before"),
                apply("front", false));
        assertEquals(Map.of(FRONT, "applied", SEALS, "applied", ALONE, "applied before"), apply("none", false));
    }

    @Test
    void aDestroyKeepsWhatAFailedRemovedUnitUses() throws IOException {
        s3.objects().put(BUCKET + "/dev/us-east-1/kms/terraform.tfstate", state("[{\"arn\": \"" + KEY + "\"}]", KEY));
        s3.objects()
                .put(
                        BUCKET + "/dev/us-east-1/front/terraform.tfstate",
                        state("[{\"key_arn\": \"" + KEY + "\"}]", "front"));
        assertEquals(Map.of(FRONT, "failed", KMS, "not started: blocked by " + FRONT), apply("front", true));
    }

    private void states(String front) {
        Map.of(
                        "front",
                        state(front, "front"),
                        "seals",
                        state("[{\"arn\": \"" + KEY + "\"}]", KEY),
                        "alone",
                        state("[{\"id\": \"1\"}]", "a"))
                .forEach((unit, state) ->
                        s3.objects().put(BUCKET + "/dev/us-east-1/" + unit + "/terraform.tfstate", state));
    }

    private static String state(String instances, String output) {
        StringBuilder attributes = new StringBuilder();
        TerraformJson.readAny(instances).forEach(one -> attributes.append("{\"attributes\": " + one + "}"));
        return "{\"version\": 4, \"terraform_version\": \"1.11.4\", \"serial\": 1, \"lineage\": \"l\", \"outputs\": {\"out\": {\"value\": \""
                + output
                + "\", \"type\": \"string\"}}, \"resources\": [{\"mode\": \"managed\", \"type\": \"aws_sqs_queue\", \"name\": \"one\","
                + " \"provider\": \"provider[\\\"registry.example.com/hashicorp/aws\\\"]\", \"instances\": ["
                + attributes + "]}]}";
    }

    /** Applies a plan that destroys; how each unit ended. */
    private Map<UnitPath, String> apply(String failing, boolean whole) throws IOException {
        List<UnitPath> units = whole ? List.of(FRONT, KMS) : List.of(ALONE, FRONT, SEALS);
        EnvironmentPlan approved = new EnvironmentPlan(
                "shop/dev",
                UnitDocument.fingerprint(whole ? kms() : List.of()),
                false,
                units.stream().map(RemovedUnitsApplyTest::destroyed).toList(),
                List.of(),
                Verdict.NONE,
                whole,
                List.of());
        Map<UnitPath, String> ends = new TreeMap<>();
        new ApplyRun(
                        environment,
                        documents,
                        new S3States(environment.settings(), s3.variables()),
                        terraform(failing),
                        s3.variables(),
                        folder.resolve("kept"))
                .of(approved, false, 2, line -> {}, outcomes -> {})
                .outcomes()
                .forEach(outcome -> ends.put(
                        outcome.unit(),
                        outcome.end().words()
                                + (outcome.end() == Outcome.End.NOT_STARTED ? ": " + outcome.detail() : "")));
        return ends;
    }

    private static List<UnitDocument> kms() {
        return documents.stream()
                .filter(document -> document.unit().path().equals(KMS))
                .toList();
    }

    private static UnitPlan destroyed(UnitPath unit) {
        return new UnitPlan(
                unit,
                !unit.equals(KMS),
                Optional.of("l"),
                1,
                EnvironmentPlan.unit(unit, planned()).changes());
    }

    private static JsonNode planned() {
        return TerraformJson.read(
                "{\"resource_changes\": [{\"address\": \"aws_sqs_queue.one\", \"mode\": \"managed\", \"type\": \"aws_sqs_queue\","
                        + " \"name\": \"one\", \"change\": {\"actions\": [\"delete\"], \"before\": {\"id\": \"1\"}, \"after\": null}}]}");
    }

    /** Terraform that fails to apply one unit. */
    private Path terraform(String failing) throws IOException {
        Path program = folder.resolve("terraform");
        Files.writeString(
                program,
                """
        #!/bin/bash
        case "$1 $2" in
          "show -json") [ -n "$4" ] && echo 'PLANNED' || echo '{}' ;;
          "state pull") echo '{"version": 4, "resources": []}' ;;
          "plan "*) echo plan > unit.tfplan ;;
          "apply "*) if grep -q 'us-east-1/FAILING/terraform.tfstate' cdk.tf.json; then
              echo '{"@level":"error","type":"diagnostic","diagnostic":{"severity":"error","summary":"in use","detail":""}}'; exit 1
            fi
            echo '{"@level":"info","type":"change_summary","changes":{"remove":1,"operation":"apply"}}' ;;
        esac
        """
                        .replace("FAILING", failing)
                        .replace("PLANNED", planned().toString()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }
}
