package groundplan.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.live.LiveTree;
import groundplan.settings.EnvironmentModel;
import groundplan.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The roles of an environment's jobs on an emulator, made by the account's administrator from the committed tree. What they read of
 * other units is not there yet: in a policy, it is any.
 */
final class CommittedRoles {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{aws_iam_(\\w+)\\.(\\w+)\\.\\w+}");

    private final EmulatedAws aws;
    private final EmulatedAws.Caller root;
    private final JsonNode resources;
    private final String account;

    private CommittedRoles(EmulatedAws aws, String account, JsonNode resources) {
        this.aws = aws;
        this.account = account;
        this.root = EmulatedAws.Caller.root(account);
        this.resources = resources;
    }

    /** The roles of an environment, not yet created; empty for one without such a unit. */
    static Optional<CommittedRoles> of(EmulatedAws aws, EnvironmentModel environment) throws IOException {
        Path units = Repository.root()
                .resolve(LiveTree.FOLDER)
                .resolve(environment.path())
                .resolve("_global");
        if (!Files.exists(units.resolve("github"))) {
            return Optional.empty();
        }
        ObjectNode resources = TerraformJson.object();
        for (String unit : List.of("boundary", "github", "roles")) {
            Path document = units.resolve(unit + "/main.tf.json");
            if (!Files.exists(document)) {
                continue;
            }
            JsonNode blocks = TerraformJson.read(Files.readString(document)).path("resource");
            blocks.properties()
                    .forEach(type -> resources.withObjectProperty(type.getKey()).setAll((ObjectNode) type.getValue()));
        }
        return Optional.of(new CommittedRoles(aws, environment.settings().accountId(), resources));
    }

    /** Creates boundary, roles and their policies. The boundary may be there already, as a bootstrap leaves it. */
    CommittedRoles create() throws IOException {
        aws.trustGithub(account);
        for (Map.Entry<String, JsonNode> policy :
                resources.path("aws_iam_policy").properties()) {
            EmulatedAws.Answer created = aws.iam(
                    root,
                    "CreatePolicy",
                    Map.of(
                            "PolicyName", text(policy.getValue(), "name"),
                            "PolicyDocument", text(policy.getValue(), "policy")));
            if (!created.body().contains("EntityAlreadyExists")) {
                created.well();
            }
        }
        for (Map.Entry<String, JsonNode> role : resources.path("aws_iam_role").properties()) {
            Map<String, String> parameters = new TreeMap<>(Map.of(
                    "RoleName", text(role.getValue(), "name"),
                    "AssumeRolePolicyDocument", text(role.getValue(), "assume_role_policy")));
            if (role.getValue().has("permissions_boundary")) {
                parameters.put("PermissionsBoundary", text(role.getValue(), "permissions_boundary"));
            }
            aws.iam(root, "CreateRole", parameters).well();
        }
        for (Map.Entry<String, JsonNode> policy :
                resources.path("aws_iam_role_policy").properties()) {
            aws.iam(
                            root,
                            "PutRolePolicy",
                            Map.of(
                                    "RoleName", text(policy.getValue(), "role"),
                                    "PolicyName", text(policy.getValue(), "name"),
                                    "PolicyDocument", text(policy.getValue(), "policy")))
                    .well();
        }
        for (Map.Entry<String, JsonNode> attached :
                resources.path("aws_iam_role_policy_attachment").properties()) {
            aws.iam(
                            root,
                            "AttachRolePolicy",
                            Map.of(
                                    "RoleName", text(attached.getValue(), "role"),
                                    "PolicyArn", text(attached.getValue(), "policy_arn")))
                    .well();
        }
        return this;
    }

    /** Deletes the roles and what only they need, so that the units which have them can be applied; the boundary stays. */
    void delete() throws IOException {
        for (Map.Entry<String, JsonNode> policy :
                resources.path("aws_iam_role_policy").properties()) {
            Map<String, String> parameters = Map.of(
                    "RoleName", text(policy.getValue(), "role"),
                    "PolicyName", text(policy.getValue(), "name"));
            aws.iam(root, "DeleteRolePolicy", parameters).well();
        }
        for (Map.Entry<String, JsonNode> attached :
                resources.path("aws_iam_role_policy_attachment").properties()) {
            Map<String, String> parameters = Map.of(
                    "RoleName", text(attached.getValue(), "role"),
                    "PolicyArn", text(attached.getValue(), "policy_arn"));
            aws.iam(root, "DetachRolePolicy", parameters).well();
        }
        for (JsonNode role : resources.path("aws_iam_role")) {
            aws.iam(root, "DeleteRole", Map.of("RoleName", text(role, "name"))).well();
        }
        if (resources.has("aws_iam_openid_connect_provider")) {
            String provider = referenced("openid_connect_provider", "github");
            aws.iam(root, "DeleteOpenIDConnectProvider", Map.of("OpenIDConnectProviderArn", provider))
                    .well();
        }
    }

    /** The name of a role by that of its resource, such as {@code apply}. */
    String name(String resource) {
        return text(resources.path("aws_iam_role").path(resource), "name");
    }

    /** The ARN of a role. */
    String arn(String resource) {
        return "arn:aws:iam::" + account + ":role/" + name(resource);
    }

    /** The ARN of the permissions boundary. */
    String boundary() {
        return "arn:aws:iam::" + account + ":policy/"
                + text(resources.path("aws_iam_policy").path("boundary"), "name");
    }

    /** A job that a role trusts signs in as it. */
    EmulatedAws.Caller job(String resource) throws IOException {
        JsonNode trust = TerraformJson.read(text(resources.path("aws_iam_role").path(resource), "assume_role_policy"));
        JsonNode subject =
                trust.at("/Statement/0/Condition/StringEquals").path("token.actions.githubusercontent.com:sub");
        return aws.job(arn(resource), subject.isArray() ? subject.get(0).asText() : subject.asText());
    }

    /** A text of the tree, with what it refers to. */
    private String text(JsonNode block, String argument) {
        Matcher reference = REFERENCE.matcher(block.path(argument).asText());
        StringBuilder text = new StringBuilder();
        while (reference.find()) {
            reference.appendReplacement(
                    text, Matcher.quoteReplacement(referenced(reference.group(1), reference.group(2))));
        }
        reference.appendTail(text);
        return githubRoles(text.toString())
                // A whole value is an ARN, and a part of one is a name.
                .replaceAll("\"\\$\\{var\\.[^}]*}", "\"arn:aws:s3:::unknown")
                .replaceAll("\\$\\{var\\.[^}]*}", "*");
    }

    /** With the roles of the jobs, which other roles trust. */
    private String githubRoles(String text) {
        return text.contains("${var.github_")
                ? text.replace("${var.github_apply_role_arn}", arn("apply"))
                        .replace("${var.github_plan_role_arn}", arn("plan"))
                : text;
    }

    private String referenced(String type, String name) {
        return switch (type) {
            case "policy" ->
                "arn:aws:iam::" + account + ":policy/"
                        + resources
                                .path("aws_iam_policy")
                                .path(name)
                                .path("name")
                                .asText();
            case "openid_connect_provider" ->
                "arn:aws:iam::" + account + ":oidc-provider/token.actions.githubusercontent.com";
            default -> resources.path("aws_iam_" + type).path(name).path("name").asText();
        };
    }
}
