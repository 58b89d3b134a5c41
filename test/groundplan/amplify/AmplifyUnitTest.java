package groundplan.amplify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AmplifyUnitTest {
    private static final Synthesized ENV = Synthesized.of(
            """
      pages:
        kind: amplify
        environment_variables:
          VITE_API_URL: https://www.example.com/api
      portal:
        kind: amplify
        platform: WEB_COMPUTE
        branch:
          name: develop
          stage: DEVELOPMENT
        single_page_app: false
        build_spec: "version: 1"
        domain:
          domain_name: example.com
          prefix: portal
      """);
    private static final UnitJson PAGES = ENV.unit("pages");
    private static final UnitJson PORTAL = ENV.unit("portal");

    @Test
    void anAppIsConnectedToNoRepositorySoThatNoTokenIsInItsState() {
        for (UnitJson unit : List.of(PAGES, PORTAL)) {
            for (String attribute : List.of("repository", "access_token", "oauth_token")) {
                assertFalse(unit.has("aws_amplify_app.main", attribute), unit.name() + " " + attribute);
            }
            assertFalse(
                    unit.attribute("aws_amplify_branch.main", "enable_auto_build")
                            .asBoolean(),
                    unit.name() + " enable_auto_build");
        }
    }

    @Test
    void pathsThatNameNoFileGetThePage() {
        JsonNode rule = PAGES.attribute("aws_amplify_app.main", "custom_rule.0");
        assertEquals(
                "/index.html 200",
                rule.path("target").asText() + " " + rule.path("status").asText());
        String source = rule.path("source").asText();
        Pattern pages = Pattern.compile(source.substring(2, source.length() - 2));
        assertTrue(pages.matcher("/reports/2024").find(), "a page is rewritten: " + source);
        assertFalse(pages.matcher("/assets/app.js").find(), "a script is not rewritten: " + source);
        assertFalse(PORTAL.has("aws_amplify_app.main", "custom_rule"), "portal custom_rule");
    }

    @Test
    void theBranchAndTheDomainAreTheSettings() {
        assertEquals("WEB", PAGES.attribute("aws_amplify_app.main", "platform").asText());
        assertEquals(
                "main PRODUCTION",
                PAGES.attribute("aws_amplify_branch.main", "branch_name").asText() + " "
                        + PAGES.attribute("aws_amplify_branch.main", "stage").asText());
        assertEquals(
                "https://www.example.com/api",
                PAGES.attribute("aws_amplify_app.main", "environment_variables.VITE_API_URL")
                        .asText());
        assertEquals(
                "develop",
                PORTAL.attribute("aws_amplify_branch.main", "branch_name").asText());
        assertEquals(
                "version: 1",
                PORTAL.attribute("aws_amplify_app.main", "build_spec").asText());
        String domain = "aws_amplify_domain_association.main";
        assertEquals("example.com", PORTAL.attribute(domain, "domain_name").asText());
        assertEquals("portal", PORTAL.attribute(domain, "sub_domain.0.prefix").asText());
        assertFalse(PAGES.addresses().contains(domain), "pages " + domain);
    }

    @Test
    @DisplayName("row 84: Amplify takes on the role for this account's apps only")
    void amplifyTakesOnTheRoleForThisAccountOnly() {
        JsonNode trust = PAGES.policy("aws_iam_role.main", "assume_role_policy").at("/Statement/0");
        assertEquals("amplify.amazonaws.com", trust.at("/Principal/Service").asText());
        assertEquals(
                "123456789012",
                trust.at("/Condition/StringEquals/aws:SourceAccount").asText());
        assertEquals(
                "arn:aws:logs:us-east-1:123456789012:log-group:/aws/amplify/*",
                PAGES.policy("aws_iam_role_policy.main", "policy")
                        .at("/Statement/0/Resource")
                        .asText());
    }

    @Test
    void itPublishesWhereTheBranchAnswers() {
        assertEquals(
                "${aws_amplify_branch.main.branch_name}.${aws_amplify_app.main.default_domain}",
                PAGES.json().at("/output/branch_host/value").asText());
    }

    @Test
    void variablesThatAmplifyKeepsForItselfAreRefused() {
        List<String> problems =
                Synthesized.problems("pages:\n  kind: amplify\n  environment_variables: {AWS_REGION: x}\n");
        assertTrue(problems.toString().contains("Amplify reserves names that begin with AWS"), problems.toString());
    }
}
