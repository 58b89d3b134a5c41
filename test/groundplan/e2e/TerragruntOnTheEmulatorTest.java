package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.controls.SecretScanner;
import groundplan.terraform.ProcessRunner;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two units, of which one reads the other, through Terragrunt and as CDKTF stacks, from an empty account to an empty account; all units
 * of all environments go this way at night. In between, credentials of another account are refused, whichever way somebody plans. Each
 * test goes on where the one before it ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TerragruntOnTheEmulatorTest {
    private static final String OWN = "111111111111";
    private static final String OTHER = "222222222222";
    private static final String TOOLS = "999999999999";
    private static final String PRODUCER = "shop/dev/us-east-1/kms";
    private static final String READER = "shop/dev/us-east-1/ecr";
    private static final String STACK = "cdktf.out/stacks/shop--dev--us-east-1--ecr";
    private static final List<String> UNITS = List.of("dev/us-east-1/kms", "dev/us-east-1/ecr");

    @TempDir
    static Path folder;

    private static OwnEmulator cloud;

    @BeforeAll
    static void begin() throws IOException {
        TempProject project = TempProject.shop(folder)
                .with(
                        TempProject.SYSTEM,
                        """
        region: us-east-1
        account_id: "%s"
        assume_role:
          plan_role_arn: arn:aws:iam::%s:role/plan
          apply_role_arn: arn:aws:iam::%s:role/apply
        state: {bucket: shop-states, lock_table: shop-locks}
        units:
          kms:
          ecr:
            repositories:
              app: {force_delete: true}
          state: {replication: {region: us-west-2}}
        """
                                .formatted(OWN, OWN, OWN))
                .with(TempProject.DEV, "units: {}\n");
        cloud = new OwnEmulator(project, 0);
        cloud.well("synth");
        cloud.well("bootstrap", "shop/dev");
    }

    @AfterAll
    static void end() throws IOException {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    @Order(1)
    void anEmptyAccountIsPlannedAndApplied() throws Exception {
        cloud.well("bootstrap", "shop/dev").complains("Bucket shop-states already exists; updating it.");
        accepted(all("plan", "-input=false"));
        accepted(all("apply", "-auto-approve", "-input=false"));
        for (String unit : UNITS) {
            JsonNode state = cloud.state(unit);
            assertFalse(state.path("resources").isEmpty(), unit + ": its state is empty after the apply");
            assertEquals(List.of(), SecretScanner.scan(state.toString()), unit);
        }
    }

    @Test
    @Order(2)
    void anotherAccountIsRefusedBeforeAnythingIsPlanned() throws Exception {
        cloud.variables().put("AWS_ACCESS_KEY_ID", OTHER);
        refused(cloud.terragrunt(PRODUCER, "plan", "-no-color"));
        Outcome whole = cloud.groundplan("plan", "shop/dev");
        assertNotEquals(0, whole.exit(), whole::toString);
        assertTrue(whole.err().contains("AWS account ID not allowed: " + OTHER), whole::toString);
        assertFalse(whole.out().contains("Plan:"), whole::toString);

        cloud.variables().put("TF_VAR_role", "caller");
        refused(cloud.terraform(STACK, "init", "-no-color", "-input=false", "-backend-config=assume_role=null"));
        cloud.variables().put("AWS_ACCESS_KEY_ID", OWN);
        accepted(cloud.terraform(STACK, "init", "-no-color", "-input=false", "-backend-config=assume_role=null"));
        cloud.variables().put("AWS_ACCESS_KEY_ID", OTHER);
        refused(cloud.terraform(STACK, "plan", "-no-color", "-input=false"));
        cloud.variables().remove("TF_VAR_role");
    }

    /** Nothing changes, whichever way somebody plans: whoever is of another account works through a role of this one. */
    @Test
    @Order(3)
    void aRoleOfTheAccountPlansThatNothingChanges() throws Exception {
        cloud.variables().put("AWS_ACCESS_KEY_ID", TOOLS);
        refused(cloud.terragrunt(PRODUCER, "plan", "-no-color"));
        cloud.variables().put("GROUNDPLAN_ROLE", "plan");
        accepted(cloud.terragrunt(READER, "plan", "-no-color", "-detailed-exitcode"));
        accepted(cloud.terraform(STACK, "init", "-no-color", "-input=false", "-reconfigure"));
        accepted(cloud.terraform(STACK, "plan", "-no-color", "-input=false", "-detailed-exitcode"));
        cloud.well("plan", "shop/dev", "--detailed-exitcode");
    }

    @Test
    @Order(4)
    void everythingIsDestroyed() throws Exception {
        cloud.variables().put("AWS_ACCESS_KEY_ID", OWN);
        cloud.variables().remove("GROUNDPLAN_ROLE");
        accepted(all("destroy", "-auto-approve", "-input=false"));
        for (String unit : UNITS) {
            assertTrue(cloud.state(unit).path("resources").isEmpty(), () -> unit + ": its state still holds something");
        }
    }

    /** {@code terragrunt run --all}, which leaves out the unit of the state bucket. */
    private static ProcessRunner.Result all(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("run", "--all", "--no-color", "--"));
        command.addAll(List.of(arguments));
        return cloud.terragrunt("shop/dev", command.toArray(String[]::new));
    }

    private static void accepted(ProcessRunner.Result result) {
        assertEquals(0, result.exit(), result::output);
    }

    private static void refused(ProcessRunner.Result result) {
        assertNotEquals(0, result.exit(), result::output);
        assertTrue(result.output().contains("AWS account ID not allowed"), result::output);
        assertFalse(result.output().contains("Terraform will perform"), result::output);
    }
}
