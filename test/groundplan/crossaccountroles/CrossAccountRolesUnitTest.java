package groundplan.crossaccountroles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrossAccountRolesUnitTest {
    private static final UnitJson UNIT = Synthesized.of(
                    """
      boundary:
      github: {repository: shop/shop}
      roles:
        kind: cross-account-roles
        roles:
          terraform-plan:
            access: plan
            trusted:
              pipelines:
                principal_arns: [arn:aws:iam::999988887777:role/pipelines]
                external_id: shop-dev
          terraform-apply:
            access: apply
            workflows: false
            trusted:
              pipelines:
                principal_arns: [arn:aws:iam::999988887777:role/pipelines]
                external_id: shop-dev
                organization_id: o-abcdefghij
                source_ips: [198.51.100.0/24]
                principal_tags: {Purpose: apply}
      """)
            .unit("roles");

    private static JsonNode trust(String role, int statement) {
        return UNIT.policy("aws_iam_role." + role, "assume_role_policy").at("/Statement/" + statement);
    }

    @Test
    void aPipelineOfAnotherAccountShowsThatItMeansThisEnvironment() {
        JsonNode trust = trust("terraform_plan", 0);
        assertEquals(
                "arn:aws:iam::999988887777:role/pipelines",
                trust.at("/Principal/AWS").asText());
        assertEquals(
                "shop-dev", trust.at("/Condition/StringEquals/sts:ExternalId").asText());
    }

    @Test
    void everyConditionOfTheSettingsIsAskedFor() {
        JsonNode conditions = trust("terraform_apply", 0).path("Condition");
        assertEquals("shop-dev", conditions.at("/StringEquals/sts:ExternalId").asText());
        assertEquals(
                "o-abcdefghij",
                conditions.at("/StringEquals/aws:PrincipalOrgID").asText());
        assertEquals(
                "apply",
                conditions.path("StringEquals").path("aws:PrincipalTag/Purpose").asText());
        assertEquals("198.51.100.0/24", conditions.at("/IpAddress/aws:SourceIp").asText());
    }

    @Test
    void theEnvironmentsOwnWorkflowsMayPassOn() {
        String principals = trust("terraform_plan", 1).at("/Principal/AWS").toString();
        assertTrue(principals.contains(".plan_role_arn}") && principals.contains(".apply_role_arn}"), principals);
        assertTrue(trust("terraform_apply", 1).isMissingNode(), "workflows: false still lets them in");
    }

    @Test
    @DisplayName("row 86: plan and apply have roles of their own, an hour long, and bounded")
    void planReadsAndApplyChangesBothWithinBounds() {
        assertTrue(UNIT.attribute("aws_iam_role_policy_attachment.terraform_plan", "policy_arn")
                .asText()
                .endsWith("/ReadOnlyAccess"));
        assertTrue(UNIT.attribute("aws_iam_role_policy_attachment.terraform_apply", "policy_arn")
                .asText()
                .endsWith("/PowerUserAccess"));
        for (String role : List.of("terraform_plan", "terraform_apply")) {
            assertEquals(
                    3600,
                    UNIT.attribute("aws_iam_role." + role, "max_session_duration")
                            .asInt());
            assertEquals(
                    "arn:aws:iam::123456789012:policy/shop-dev-boundary",
                    UNIT.attribute("aws_iam_role." + role, "permissions_boundary")
                            .asText());
        }
        String plan =
                UNIT.attribute("aws_iam_role_policy.terraform_plan", "policy").asText();
        assertTrue(plan.contains("\"NoSecrets\""), plan);
        assertFalse(plan.contains("iam:CreateRole"), "the role that plans creates roles");
    }

    @Test
    void aRoleOfAnotherAccountAloneIsNotEnough() {
        List<String> problems = Synthesized.problems(
                """
        boundary:
        github: {repository: shop/shop}
        roles:
          kind: cross-account-roles
          roles:
            plan:
              access: plan
              trusted: {anybody: {principal_arns: [arn:aws:iam::999988887777:role/pipelines]}}
        """);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("set external_id, organization_id or principal_tags"), problems.get(0));
    }
}
