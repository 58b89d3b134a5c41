package groundplan.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.FullSynthesis;
import groundplan.testing.Outcome;
import groundplan.testing.UnitJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The scripts deploy with the role of an environment's jobs, and nothing more: the emulator enforces permissions, and the policy is the
 * one that is generated, with the names of what {@code world.py} makes.
 */
class DeployRoleTest {
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-west-1";
    private static final String HOSTING = "ohi-dev-frontend-hosting";
    private static final String BACKUP = "ohi-dev-frontend-backup";
    private static final Map<String, String> ROOT =
            Map.of("AWS_ACCESS_KEY_ID", ACCOUNT, "AWS_SECRET_ACCESS_KEY", "emulator");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*outputs\\.([a-z_]+)\\.?([^}]*)}");
    private static final UnitJson GITHUB = FullSynthesis.unit("ohi/dev/_global/github");

    @Test
    void theScriptsDeployWithTheRoleOfTheJobs() {
        World world = World.enforcing(ACCOUNT, REGION)
                .with("services", "ohi-dev", "ohi-dev-", "ohi-dev-api", "ohi-dev-sse")
                .with("services", "ohi-prod", "ohi-prod-", "ohi-prod-api")
                .with("site", HOSTING, BACKUP)
                .with("site", "ohi-prod-frontend-hosting", "ohi-prod-frontend-backup")
                .file("backend/api/Dockerfile", "FROM scratch\n")
                .file("frontend/package.json", "{}")
                .file("frontend/next/index.html", "page")
                .file("frontend/next/assets/index-DiwrgTda.js", "code");
        world.as(signIn(world));

        world.run("ohi/deploy-ecs.sh", "dev", "api", "1a2b3c4").exits(0);
        world.run("ohi/run-migrations.sh", "dev", "up").exits(0).complains("done");
        world.run("ohi/deploy-frontend.sh", "dev").exits(0);
        world.file("frontend/next/index.html", "next page");
        world.run("ohi/deploy-frontend.sh", "dev").exits(0);

        // What these credentials may not see is not said to be missing.
        String unknown = "so it is not known whether it exists. AWS says: ";
        Outcome other = world.run("ohi/deploy-ecs.sh", "prod", "api", "1a2b3c4")
                .exits(1)
                .complains("these credentials may not see a service for 'api' in cluster ohi-prod")
                .complains("(they cannot be listed)")
                .complains(unknown);
        assertFalse(other.toString().contains("has no service"), other::toString);
        world.run("ohi/deploy-ecs.sh", "dev", "web", "1a2b3c4")
                .exits(1)
                .complains("these credentials may not see a service for 'web' in cluster ohi-dev")
                .complains("whose services are: ohi-dev-api ohi-dev-sse")
                .complains(unknown);
        world.run("shift-function.sh", "ohi", "dev", "orders", "--version", "2")
                .exits(1)
                .complains("these credentials may not see a function 'orders' with an alias 'live' in eu-west-1")
                .complains(unknown);
        world.run("ohi/deploy-frontend.sh", "prod")
                .exits(1)
                .complains("these credentials may not see bucket ohi-prod-frontend-hosting")
                .complains(unknown);
        world.as(ROOT);
        assertEquals("ohi-dev-api:2", runs(world, "dev"));
        assertEquals("ohi-prod-api:1", runs(world, "prod"));
    }

    private static String runs(World world, String environment) {
        String name = "ohi-" + environment;
        return world.aws("ecs", "describe-services", "--cluster", name, "--services", name + "-api")
                .at("/services/0/taskDefinition")
                .asText()
                .replaceFirst(".*/", "");
    }

    /** A job of GitHub signs in, as the role trusts it. */
    private static Map<String, String> signIn(World world) {
        String issuer = "token.actions.githubusercontent.com";
        world.aws(
                "iam",
                "create-open-id-connect-provider",
                "--url",
                "https://" + issuer,
                "--client-id-list",
                "sts.amazonaws.com",
                "--thumbprint-list",
                "f".repeat(40));
        String name = GITHUB.attribute("aws_iam_role.deploy", "name").asText();
        String trust = GITHUB.attribute("aws_iam_role.deploy", "assume_role_policy")
                .asText()
                .replaceAll("\\$\\{[^}]*}", "arn:aws:iam::" + ACCOUNT + ":oidc-provider/" + issuer);
        world.aws("iam", "create-role", "--role-name", name, "--assume-role-policy-document", trust);
        world.aws(
                "iam",
                "put-role-policy",
                "--role-name",
                name,
                "--policy-name",
                "deploy",
                "--policy-document",
                policy(distribution(world)));
        Matcher subject = Pattern.compile(":sub\":\\[?\"([^\"]+)\"").matcher(trust);
        assertTrue(subject.find(), trust);
        String claims = "{\"iss\":\"https://" + issuer + "\",\"aud\":\"sts.amazonaws.com\",\"sub\":\""
                + subject.group(1) + "\"}";
        JsonNode session = world.aws(
                        "sts",
                        "assume-role-with-web-identity",
                        "--role-arn",
                        "arn:aws:iam::" + ACCOUNT + ":role/" + name,
                        "--role-session-name",
                        "job",
                        "--web-identity-token",
                        "header."
                                + Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                                + ".signature")
                .path("Credentials");
        return Map.of(
                "AWS_ACCESS_KEY_ID", session.path("AccessKeyId").asText(),
                "AWS_SECRET_ACCESS_KEY", session.path("SecretAccessKey").asText(),
                "AWS_SESSION_TOKEN", session.path("SessionToken").asText());
    }

    private static String distribution(World world) {
        return world.aws("cloudfront", "list-distributions")
                .at("/DistributionList/Items/0/ARN")
                .asText();
    }

    private static String policy(String distribution) {
        Matcher reference = REFERENCE.matcher(
                GITHUB.attribute("aws_iam_role_policy.deploy", "policy").asText());
        StringBuilder policy = new StringBuilder();
        while (reference.find()) {
            String name = "ohi-dev-" + reference.group(2);
            String value =
                    switch (reference.group(1)) {
                        case "repository_arns" -> "arn:aws:ecr:" + REGION + ":" + ACCOUNT + ":repository/" + name;
                        case "cluster_name" -> "ohi-dev";
                        case "cluster_arn" -> "arn:aws:ecs:" + REGION + ":" + ACCOUNT + ":cluster/ohi-dev";
                        case "service_names" -> name;
                        case "task_role_arns" -> "arn:aws:iam::" + ACCOUNT + ":role/" + name;
                        case "execution_role_arns" -> "arn:aws:iam::" + ACCOUNT + ":role/" + name + "-execution";
                        case "log_group_names" -> "/ecs/" + name;
                        case "bucket_arns" ->
                            "arn:aws:s3:::" + (reference.group(2).equals("hosting") ? HOSTING : BACKUP);
                        case "bucket_key_arn" -> "arn:aws:kms:" + REGION + ":" + ACCOUNT + ":key/none";
                        case "distribution_arn" -> distribution;
                        default -> throw new AssertionError("what is " + reference.group() + "?");
                    };
            reference.appendReplacement(policy, Matcher.quoteReplacement(value));
        }
        return reference.appendTail(policy).toString();
    }
}
