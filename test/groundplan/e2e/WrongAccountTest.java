package groundplan.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.terraform.ProcessRunner;
import groundplan.testing.Outcome;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials of one environment's account are refused in another's, whichever way somebody plans. */
class WrongAccountTest {
    private static final String OWN = "111111111111";
    private static final String OTHER = "222222222222";
    private static final String TOOLS = "999999999999";

    @Test
    void anotherAccountIsRefusedBeforeAnythingIsPlanned(@TempDir Path folder) throws Exception {
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
          state: {replication: {region: us-west-2}}
        """
                                .formatted(OWN, OWN, OWN))
                .with(TempProject.DEV, "units: {}\n");
        try (OwnEmulator cloud = new OwnEmulator(project, 0)) {
            cloud.well("synth");
            cloud.well("bootstrap", "shop/dev");
            String unit = "shop/dev/us-east-1/kms";
            ProcessRunner.Result applied = cloud.terragrunt(unit, "apply", "-auto-approve", "-no-color");
            assertEquals(0, applied.exit(), applied::output);

            cloud.variables().put("AWS_ACCESS_KEY_ID", OTHER);
            refused(cloud.terragrunt(unit, "plan", "-no-color"));
            Outcome whole = cloud.groundplan("plan", "shop/dev");
            assertNotEquals(0, whole.exit(), whole::toString);
            assertTrue(whole.err().contains("AWS account ID not allowed: " + OTHER), whole::toString);
            assertFalse(whole.out().contains("Plan:"), whole::toString);

            String stack = "cdktf.out/stacks/shop--dev--us-east-1--kms";
            cloud.variables().put("TF_VAR_role", "caller");
            refused(cloud.terraform(stack, "init", "-no-color", "-input=false", "-backend-config=assume_role=null"));
            cloud.variables().put("AWS_ACCESS_KEY_ID", OWN);
            ProcessRunner.Result own =
                    cloud.terraform(stack, "init", "-no-color", "-input=false", "-backend-config=assume_role=null");
            assertEquals(0, own.exit(), own::output);
            cloud.variables().put("AWS_ACCESS_KEY_ID", OTHER);
            refused(cloud.terraform(stack, "plan", "-no-color", "-input=false"));

            // Whoever is of another account works through a role of this one.
            cloud.variables().remove("TF_VAR_role");
            cloud.variables().put("AWS_ACCESS_KEY_ID", TOOLS);
            refused(cloud.terragrunt(unit, "plan", "-no-color"));
            cloud.variables().put("GROUNDPLAN_ROLE", "plan");
            ProcessRunner.Result through = cloud.terragrunt(unit, "plan", "-no-color", "-detailed-exitcode");
            assertEquals(0, through.exit(), through::output);
            ProcessRunner.Result init = cloud.terraform(stack, "init", "-no-color", "-input=false", "-reconfigure");
            assertEquals(0, init.exit(), init::output);
            ProcessRunner.Result plain =
                    cloud.terraform(stack, "plan", "-no-color", "-input=false", "-detailed-exitcode");
            assertEquals(0, plain.exit(), plain::output);
            assertEquals(
                    0,
                    cloud.groundplan("plan", "shop/dev", "--detailed-exitcode").exit(),
                    "the whole plan through a role");
        }
    }

    private static void refused(ProcessRunner.Result result) {
        assertNotEquals(0, result.exit(), result::output);
        assertTrue(result.output().contains("AWS account ID not allowed"), result::output);
        assertFalse(result.output().contains("Terraform will perform"), result::output);
    }
}
