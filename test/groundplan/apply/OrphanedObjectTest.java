package groundplan.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.settings.EnvironmentModel;
import groundplan.states.S3States;
import groundplan.synth.UnitDocument;
import groundplan.terraform.PrivateFolder;
import groundplan.testing.S3StandIn;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terraform is killed in the middle of a replacement, whose new object no state knows; stand-ins for Terraform and the bucket. */
class OrphanedObjectTest {
    private static final String BUCKET = "shop-terraform-state";
    private static final UnitPath UNIT = UnitPath.parse("shop/dev/us-east-1/kms");
    private static final String KEY = BUCKET + "/dev/us-east-1/kms/terraform.tfstate";
    private static final String PLANNED =
            """
      {"resource_changes": [{"address": "aws_vpc.main", "mode": "managed", "type": "aws_vpc", "name": "main",
          "change": {"actions": ["create", "delete"], "before": {"id": "vpc-old"}, "after": {}, "after_unknown": {"id": true}}}]}
      """;
    private static final String KILLED = event("apply_start", "")
            + event("apply_complete", ", \"id_key\": \"id\", \"id_value\": \"vpc-new\"") + "kill -9 $$";

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

    @BeforeEach
    void killed() throws IOException {
        state("vpc-old");
        terraform(KILLED);
        assertEquals("failed", apply(true).end().words());
        terraform("echo '{\"@level\":\"info\",\"type\":\"change_summary\",\"changes\":{\"operation\":\"apply\"}}'");
    }

    @AfterEach
    void stop() throws IOException {
        s3.close();
        Optional.ofNullable(
                        TerraformJson.readAny(s3.objects().getOrDefault(BUCKET + "/dev/groundplan-apply.json", "{}"))
                                .findValue("folder"))
                .ifPresent(left -> {
                    try {
                        PrivateFolder.delete(Path.of(left.asText()));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    @Test
    void theNextApplyNamesWhatTheStateDoesNotKnow() throws IOException {
        Outcome next = apply(true);
        assertEquals("refused", next.end().words(), next.detail());
        assertTrue(next.detail().contains("aws_vpc.main (created as vpc-new)"), next.detail());
    }

    @Test
    void soDoesThatOfAPlanThatDoesNotChangeTheUnit() throws IOException {
        Outcome next = apply(false);
        assertEquals("refused", next.end().words(), next.detail());
        assertTrue(next.detail().contains("aws_vpc.main (created as vpc-new)"), next.detail());
        assertEquals("refused", apply(false).end().words(), "and the one after it");
    }

    @Test
    void aPlanSaysThatAnApplyWasCutShort() throws IOException {
        S3States states = new S3States(environment.settings(), s3.variables());
        List<String> notes = UnfinishedApply.notes(states, "dev");
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).contains(UNIT.toString()), notes::toString);
        s3.objects().remove(BUCKET + "/dev/groundplan-apply.json");
        assertEquals(List.of(), UnfinishedApply.notes(states, "dev"));
    }

    @Test
    void itContinuesWhenTheObjectIsInTheState() throws IOException {
        // Its resource has an older schema than the provider, which terraform show would refuse.
        state("vpc-new");
        assertEquals("applied", apply(true).end().words());
    }

    @Test
    void itContinuesWhenSomebodyHasSeenToTheObject() throws IOException {
        String told = apply(true).detail();
        PrivateFolder.delete(Path.of(told.replaceFirst("(?s).*, delete (\\S+) first.*", "$1")));
        assertEquals("applied", apply(true).end().words());
    }

    private void state(String id) throws IOException {
        String text =
                "{\"version\": 4, \"terraform_version\": \"1.11.4\", \"serial\": 1, \"lineage\": \"l\", \"outputs\": {}, \"resources\": "
                        + "[{\"mode\": \"managed\", \"type\": \"aws_vpc\", \"name\": \"main\", \"provider\": \"provider[\\\"registry.example.com/hashicorp/aws\\\"]\","
                        + " \"instances\": [{\"schema_version\": 0, \"attributes\": {\"id\": \"" + id + "\"}}]}]}";
        s3.objects().put(KEY, text);
        Files.writeString(folder.resolve("state"), text);
    }

    private static String event(String type, String more) {
        return "echo '{\"@level\":\"info\",\"type\":\"" + type
                + "\",\"hook\":{\"resource\":{\"addr\":\"aws_vpc.main\"},\"action\":\"create\"" + more + "}}'\n";
    }

    /** Applies a plan that replaces the object, or changes nothing; how the unit ended. */
    private Outcome apply(boolean changing) throws IOException {
        EnvironmentPlan approved = new EnvironmentPlan(
                "shop/dev",
                UnitDocument.fingerprint(documents.stream()
                        .filter(document -> document.unit().path().equals(UNIT))
                        .toList()),
                false,
                List.of(new UnitPlan(
                        UNIT,
                        false,
                        Optional.of("l"),
                        1,
                        changing
                                ? EnvironmentPlan.unit(UNIT, TerraformJson.read(PLANNED))
                                        .changes()
                                : List.of())),
                List.of());
        return new ApplyRun(
                        environment,
                        documents,
                        new S3States(environment.settings(), s3.variables()),
                        folder.resolve("terraform"),
                        s3.variables(),
                        folder.resolve("kept"))
                .of(approved, false, 2, line -> {}, outcomes -> {})
                .outcomes()
                .get(0);
    }

    /** Terraform that finds the bucket's state, refuses to show it, and does something when it applies. */
    private void terraform(String applying) throws IOException {
        Path state = folder.resolve("state");
        Path program = folder.resolve("terraform");
        Files.writeString(
                program,
                """
        #!/bin/bash
        case "$1 $2" in
          "show -json") [ -n "$4" ] && echo 'PLANNED' || { echo 'Error: schema version 0 for aws_vpc.main in state' >&2; exit 1; } ;;
          "state pull") cat STATE ;;
          "plan "*) echo plan > unit.tfplan ;;
          "apply "*) APPLYING ;;
        esac
        """
                        .replace("PLANNED", PLANNED.strip())
                        .replace("STATE", state.toString())
                        .replace("APPLYING", applying));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
