package groundplan.scripts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.live.LiveTree;
import groundplan.testing.Repository;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The role of an environment's jobs that deploy, with the policy of the committed tree. What it reads of other units is that of what
 * {@code world.py} makes.
 *
 * @param world where it is
 * @param tree the unit {@code github} of the environment
 * @param account the environment's account
 */
record DeployRole(World world, JsonNode tree, String account) {
    private static final String ISSUER = "token.actions.githubusercontent.com";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{var\\.(\\w+)\\.?([^}]*)}");

    /** That of an environment. */
    static DeployRole of(World world, String environment, String account) {
        String document = LiveTree.FOLDER + "/" + environment + "/_global/github/main.tf.json";
        return new DeployRole(
                world, TerraformJson.read(Repository.text(Repository.root().resolve(document))), account);
    }

    /**
     * Creates the role, as whoever the world's credentials are, and lets a job of GitHub sign in as it.
     *
     * @param outputs of other units, by the variable; {@code {}} stands for the key
     * @return the session, as environment variables
     */
    Map<String, String> signIn(Map<String, String> outputs) {
        world.aws(
                "iam",
                "create-open-id-connect-provider",
                "--url",
                "https://" + ISSUER,
                "--client-id-list",
                "sts.amazonaws.com",
                "--thumbprint-list",
                "f".repeat(40));
        JsonNode role = tree.at("/resource/aws_iam_role/deploy");
        String name = role.path("name").asText();
        String trust = role.path("assume_role_policy")
                .asText()
                .replaceAll("\\$\\{[^}]*}", "arn:aws:iam::" + account + ":oidc-provider/" + ISSUER);
        String policy =
                resolved(tree.at("/resource/aws_iam_role_policy/deploy/policy").asText(), outputs);
        world.aws("iam", "create-role", "--role-name", name, "--assume-role-policy-document", trust);
        world.aws(
                "iam", "put-role-policy", "--role-name", name, "--policy-name", "deploy", "--policy-document", policy);
        JsonNode session = world.aws(
                        "sts",
                        "assume-role-with-web-identity",
                        "--role-arn",
                        "arn:aws:iam::" + account + ":role/" + name,
                        "--role-session-name",
                        "job",
                        "--web-identity-token",
                        "header." + claims(trust) + ".signature")
                .path("Credentials");
        return Map.of(
                "AWS_ACCESS_KEY_ID", session.path("AccessKeyId").asText(),
                "AWS_SECRET_ACCESS_KEY", session.path("SecretAccessKey").asText(),
                "AWS_SESSION_TOKEN", session.path("SessionToken").asText());
    }

    private static String claims(String trust) {
        Matcher subject = Pattern.compile(":sub\":\\[?\"([^\"]+)\"").matcher(trust);
        assertTrue(subject.find(), trust);
        String claims = "{\"iss\":\"https://" + ISSUER + "\",\"aud\":\"sts.amazonaws.com\",\"sub\":\""
                + subject.group(1) + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    }

    private static String resolved(String policy, Map<String, String> outputs) {
        Matcher reference = REFERENCE.matcher(policy);
        StringBuilder resolved = new StringBuilder();
        while (reference.find()) {
            String value = outputs.get(reference.group(1));
            assertTrue(value != null, () -> "what is " + reference.group() + "?");
            reference.appendReplacement(resolved, Matcher.quoteReplacement(value.replace("{}", reference.group(2))));
        }
        return reference.appendTail(resolved).toString();
    }
}
