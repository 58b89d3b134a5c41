package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.testing.FullSynthesis;
import groundplan.testing.UnitJson;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is generated has the names under which the deploy scripts look for it, and roles for the jobs that run them. */
class DeployingTest {
    @ParameterizedTest(name = "{0} {1}")
    @DisplayName(
            "clusters, services and containers are called as the scripts look them up, and Terraform leaves versions alone")
    @CsvSource({
        "ohi, dev, eu-west-1, 11",
        "ohi, staging, eu-west-1, 11",
        "ohi, prod, eu-west-1, 11",
        "health-platform, dev, us-east-1, 2",
        "health-platform, staging, us-east-1, 2",
        "health-platform, prod, us-east-1, 2",
        "h2o, dev, us-east-1, 1",
        "h2o, prod, us-east-1, 1"
    })
    void servicesAreCalledAsTheScriptsLookThemUp(String system, String environment, String region, int services) {
        UnitJson ecs = FullSynthesis.unit(system + "/" + environment + "/" + region + "/ecs");
        assertEquals(
                system + "-" + environment,
                ecs.attribute("aws_ecs_cluster.main", "name").asText());
        int found = 0;
        for (String address : ecs.addresses()) {
            if (!address.startsWith("aws_ecs_service.")) {
                continue;
            }
            found++;
            String definition = address.replace("aws_ecs_service.", "aws_ecs_task_definition.");
            JsonNode containers = TerraformJson.read("{\"all\": "
                            + ecs.attribute(definition, "container_definitions").asText() + "}")
                    .path("all");
            String container = containers.path(0).path("name").asText();
            String name = ecs.attribute(address, "name").asText();
            assertTrue(
                    Set.of(system + "-" + environment + "-" + container, system + "-" + container, container)
                            .contains(name),
                    address + " is called " + name + " and its container " + container);
            assertTrue(
                    ecs.attribute(address, "lifecycle.ignore_changes")
                            .toString()
                            .contains("\"task_definition\""),
                    address);
        }
        assertEquals(services, found, "services of " + system + " " + environment);
    }

    @ParameterizedTest
    @DisplayName("ohi's site and its backup are buckets of the text's names, behind one distribution")
    @ValueSource(strings = {"dev", "staging", "prod"})
    void sitesAreCalledAsTheScriptsLookThemUp(String environment) {
        UnitJson site = FullSynthesis.unit("ohi/" + environment + "/_global/frontend");
        for (String bucket : Set.of("hosting", "backup")) {
            assertEquals(
                    "ohi-" + environment + "-frontend-" + bucket,
                    site.attribute("aws_s3_bucket." + bucket, "bucket").asText());
        }
        assertTrue(site.attribute("aws_cloudfront_distribution.main", "origin")
                .toString()
                .contains("aws_s3_bucket.hosting."));
    }

    @ParameterizedTest
    @DisplayName("H2O's web application has the name and the branch that the script deploys to")
    @ValueSource(strings = {"dev", "prod"})
    void applicationsAreCalledAsTheScriptsLookThemUp(String environment) {
        UnitJson app = FullSynthesis.unit("h2o/" + environment + "/us-east-1/frontend");
        assertEquals(
                "h2o-" + environment + "-frontend",
                app.attribute("aws_amplify_app.main", "name").asText());
        assertEquals(
                "main", app.attribute("aws_amplify_branch.main", "branch_name").asText());
    }

    @ParameterizedTest(name = "{0} {1}")
    @DisplayName("rows 85 and 86: each environment has its roles, and the account's provider is prod's")
    @CsvSource({
        "ohi, dev",
        "ohi, staging",
        "ohi, prod",
        "health-platform, dev",
        "health-platform, staging",
        "health-platform, prod",
        "h2o, dev",
        "h2o, prod"
    })
    void eachEnvironmentHasItsRoles(String system, String environment) {
        UnitJson github = FullSynthesis.unit(system + "/" + environment + "/_global/github");
        assertEquals(environment.equals("prod"), github.addresses().contains("aws_iam_openid_connect_provider.github"));
        for (String role : Set.of("apply", "deploy")) {
            String trust = github.attribute("aws_iam_role." + role, "assume_role_policy")
                    .asText();
            assertTrue(trust.contains("\"repo:" + system + "/" + system + ":environment:" + environment + "\""), trust);
        }
    }

    @Test
    @DisplayName("a role of deployments reaches the site of ohi, the application of H2O, and no other")
    void rolesReachWhatTheirSystemHas() {
        String ohi = deployPolicy("ohi");
        assertTrue(
                ohi.contains("cloudfront:CreateInvalidation") && ohi.contains("frontend.outputs.bucket_arns.backup}/*"),
                ohi);
        String h2o = deployPolicy("h2o");
        assertTrue(h2o.contains("amplify:StartDeployment") && !h2o.contains("s3:PutObject"), h2o);
        String health = deployPolicy("health-platform");
        assertTrue(health.contains("ecs:RunTask"), health);
        assertFalse(health.contains("amplify:") || health.contains("s3:") || health.contains("cloudfront:"), health);
    }

    private static String deployPolicy(String system) {
        return FullSynthesis.unit(system + "/prod/_global/github")
                .attribute("aws_iam_role_policy.deploy", "policy")
                .asText();
    }
}
