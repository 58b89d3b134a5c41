package groundplan.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.e2e.EmulatedAws.Caller;
import groundplan.testing.UnitJson;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Roles of generated units on an emulator, each with the policies and the boundary that its unit gives it. What a policy refers to is
 * what a test says; everything else exists nowhere.
 */
final class GeneratedRoles {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final String ISSUER = "token.actions.githubusercontent.com";

    private final EmulatedAws aws;
    private final String account;
    private final Map<String, String> referenced = new TreeMap<>();

    GeneratedRoles(EmulatedAws aws, String account) throws IOException {
        this.aws = aws;
        this.account = account;
        aws.trustGithub(account);
    }

    /**
     * Says what a reference stands for.
     *
     * @param reference such as {@code aws_kms_key.data.arn}
     */
    void refer(String reference, String value) {
        referenced.put(reference, value);
    }

    /** A text of a unit's document, with what it refers to. */
    String text(String template) {
        Matcher reference = REFERENCE.matcher(template);
        StringBuilder text = new StringBuilder();
        while (reference.find()) {
            boolean whole = reference.start() > 0 && template.charAt(reference.start() - 1) == '"';
            String unknown = whole ? "arn:aws:none:us-east-1:" + account + ":none" : "none";
            reference.appendReplacement(
                    text, Matcher.quoteReplacement(referenced.getOrDefault(reference.group(1), unknown)));
        }
        return reference.appendTail(text).toString();
    }

    /** Creates the policy that bounds the roles. */
    void boundary(UnitJson unit) throws IOException {
        aws.iam(
                        Caller.root(account),
                        "CreatePolicy",
                        Map.of(
                                "PolicyName",
                                        unit.attribute("aws_iam_policy.boundary", "name")
                                                .asText(),
                                "PolicyDocument",
                                        text(unit.attribute("aws_iam_policy.boundary", "policy")
                                                .asText())))
                .well();
    }

    /**
     * Creates a role of a unit and signs in as it. Who may do that is not what is tested: a job of GitHub may, and not the service that
     * the unit trusts, since nothing runs on the emulator.
     *
     * @param resource the name of the role in Terraform
     */
    Caller signIn(UnitJson unit, String resource) throws IOException {
        Caller root = Caller.root(account);
        JsonNode role = unit.resource("aws_iam_role." + resource);
        String name = text(role.path("name").asText());
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "RoleName",
                name,
                "AssumeRolePolicyDocument",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"arn:aws:iam::"
                        + account + ":oidc-provider/" + ISSUER
                        + "\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\"}]}"));
        if (role.has("permissions_boundary")) {
            parameters.put(
                    "PermissionsBoundary", role.path("permissions_boundary").asText());
        }
        aws.iam(root, "CreateRole", parameters).well();
        for (JsonNode policy : unit.json().at("/resource/aws_iam_role_policy")) {
            if (isOf(resource, policy)) {
                aws.iam(
                                root,
                                "PutRolePolicy",
                                Map.of(
                                        "RoleName", name,
                                        "PolicyName", policy.path("name").asText(),
                                        "PolicyDocument",
                                                text(policy.path("policy").asText())))
                        .well();
            }
        }
        for (JsonNode attached : unit.json().at("/resource/aws_iam_role_policy_attachment")) {
            if (isOf(resource, attached)) {
                aws.iam(
                                root,
                                "AttachRolePolicy",
                                Map.of(
                                        "RoleName",
                                        name,
                                        "PolicyArn",
                                        attached.path("policy_arn").asText()))
                        .well();
            }
        }
        return aws.job("arn:aws:iam::" + account + ":role/" + name, "repo:shop/shop:environment:dev");
    }

    private static boolean isOf(String role, JsonNode policy) {
        return policy.path("role").asText().matches("\\$\\{aws_iam_role\\." + role + "\\.\\w+}");
    }
}
