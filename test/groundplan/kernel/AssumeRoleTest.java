package groundplan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.live.LiveTree;
import groundplan.synth.UnitDocument;
import groundplan.testing.TempProject;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An environment whose account has roles to work with. */
class AssumeRoleTest {
    private static final String PLAN = "arn:aws:iam::123456789012:role/plan";
    private static final String APPLY = "arn:aws:iam::123456789012:role/apply";

    @TempDir
    static Path folder;

    private static TempProject project;

    @BeforeAll
    static void synthesize() {
        project = TempProject.shop(folder)
                .with(
                        TempProject.SYSTEM,
                        """
        region: us-east-1
        account_id: "123456789012"
        assume_role: {plan_role_arn: "%s", apply_role_arn: "%s", external_id: shop-dev}
        state: {bucket: shop-states, lock_table: shop-locks}
        units:
          kms:
          state: {replication: {region: us-west-2}}
          network: {cidr: 10.0.0.0/16, zones: [a, b]}
        """
                                .formatted(PLAN, APPLY))
                .with(TempProject.DEV, "units: {}\n");
    }

    private static JsonNode document(String unit) {
        return project.documents().stream()
                .filter(document -> document.unit().path().unit().equals(unit))
                .map(UnitDocument::json)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyProviderAssumesTheRoleThatTheVariableChooses() {
        JsonNode state = document("state");
        assertEquals(2, state.at("/provider/aws").size(), "the unit has a second region");
        state.at("/provider/aws").forEach(provider -> {
            JsonNode assumed = provider.at("/dynamic/assume_role");
            assertEquals(
                    "${compact([{apply = \"" + APPLY + "\", caller = \"\", plan = \"" + PLAN + "\"}[var.role]])}",
                    assumed.path("for_each").asText());
            assertEquals("shop-dev", assumed.at("/content/external_id").asText());
            assertEquals(
                    "[\"123456789012\"]", provider.path("allowed_account_ids").toString(), provider::toString);
        });
        assertEquals("plan", state.at("/variable/role/default").asText(), "until told otherwise, it reads");
    }

    @Test
    void theBackendRefusesOtherAccountsAndPlans() {
        JsonNode backend = document("network").at("/terraform/backend/s3");
        assertEquals("[\"123456789012\"]", backend.path("allowed_account_ids").toString());
        assertEquals(PLAN, backend.at("/assume_role/role_arn").asText());
    }

    @Test
    void otherStatesAreReadWithTheRoleThatReadsWhoeverApplies() {
        String role = document("network")
                .at("/data/terraform_remote_state/kms/config/assume_role")
                .asText();
        assertTrue(role.contains("apply = \"" + PLAN + "\"") && !role.contains(APPLY), role);
    }

    @Test
    void theLiveTreeSaysWhichRolesThereAre() {
        SortedMap<String, String> files = LiveTree.files(project.environments(), project.documents());
        String account = files.get("shop/dev/account.hcl");
        assertTrue(
                account.contains("plan_role_arn  = \"" + PLAN + "\"") && account.contains("\"" + APPLY + "\""),
                account);
        assertTrue(files.get("shop/dev/us-east-1/network/main.tf.json").contains("\"role\""), "the variable is gone");
    }

    @Test
    void withoutRolesThereIsNeitherVariableNorBlock(@TempDir Path other) {
        JsonNode kms = TempProject.shop(other).documents().get(0).json();
        assertFalse(kms.has("variable"), kms::toString);
        assertFalse(kms.at("/provider/aws/0").has("dynamic"), kms::toString);
        assertTrue(kms.at("/terraform/backend/s3").has("allowed_account_ids"), kms::toString);
    }
}
