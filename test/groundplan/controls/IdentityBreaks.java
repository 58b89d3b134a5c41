package groundplan.controls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Mistakes in roles, keys, secrets and parameters. */
final class IdentityBreaks {
    private static final String ROLE = "aws_iam_role";
    private static final String GRANTS = "aws_iam_role_policy";
    private static final String TRUST = "assume_role_policy";
    private static final String GITHUB = "token.actions.githubusercontent.com:";
    private static final String KEY = "aws_kms_key";
    private static final String SECRET = "aws_secretsmanager_secret";
    private static final String VERSION = "aws_secretsmanager_secret_version";
    private static final String ROTATION = "aws_secretsmanager_secret_rotation";
    private static final String KEPT = "aws_lambda_invocation";
    private static final String TYPED = "\"correct-horse-battery\"";

    private IdentityBreaks() {}

    static final List<Break> ALL = List.of(
            everywhere("role may do everything", "*").offends("CKV_AWS_62", "CKV_AWS_63", "CKV2_AWS_40"),
            everywhere("role may do anything with every bucket", "s3:*"),
            everywhere("role reads every bucket", "s3:GetObject").offends("CKV_AWS_288"),
            everywhere("role reads every secret", "secretsmanager:GetSecretValue")
                    .offends("CKV_AWS_288"),
            everywhere("role decrypts with every key", "kms:Decrypt"),
            everywhere("role passes every role to any service", "iam:PassRole").offends("CKV_AWS_286"),
            everywhere("role gives itself rights", "iam:PutRolePolicy").offends("CKV_AWS_286"),
            everywhere("role may do anything with roles", "iam:*").offends("CKV_AWS_286", "CKV2_AWS_40"),
            Break.with(
                            "administrator's policy attached",
                            ROLE,
                            "aws_iam_role_policy_attachment",
                            "{\"role\":"
                                    + " \"${aws_iam_role.%s.name}\", \"policy_arn\": \"arn:aws:iam::aws:policy/AdministratorAccess\"}")
                    .offends("CKV_AWS_274"),
            Break.statement("role trusts anyone", ROLE, TRUST, statement -> statement
                            .putObject("Principal")
                            .put("AWS", "*"))
                    .offends("CKV_AWS_60"),
            Break.statement("role trusts a whole account", ROLE, TRUST, statement -> statement
                            .putObject("Principal")
                            .put("AWS", "arn:aws:iam::111122223333:root"))
                    .offends("CKV_AWS_61"),
            Break.statement("role trusts several services", ROLE, TRUST, statement -> statement
                    .putObject("Principal")
                    .putArray("Service")
                    .add("ecs-tasks.amazonaws.com")
                    .add("ec2.amazonaws.com")),
            Break.with("user with a key", ROLE, "aws_iam_user", "{\"name\": \"deploy\"}"),
            trust("every repository of the organisation is trusted", equal -> equal.put(GITHUB + "sub", "repo:acme/*")),
            trust("every branch of the repository is trusted", equal -> equal.put(GITHUB + "sub", "repo:acme/app:*")),
            trust("every repository of GitHub is trusted", equal -> equal.remove(GITHUB + "sub"))
                    .offends("CKV_AWS_393"),
            trust("every audience is trusted", equal -> equal.remove(GITHUB + "aud")),
            Break.statement("subject compared with wildcards", ROLE, TRUST, statement -> statement
                            .putObject("Condition")
                            .putObject("StringLike")
                            .put(GITHUB + "sub", "repo:acme/app:environment:prod"))
                    .where(IdentityBreaks::trustsGithub),
            Break.set("sessions of twelve hours", ROLE, "max_session_duration", "43200")
                    .where(IdentityBreaks::trustsGithub),
            Break.drop("workflow without a boundary", ROLE, "permissions_boundary")
                    .where(IdentityBreaks::trustsGithub),
            trust("no role for plans alone", equal -> equal.put(GITHUB + "sub", "repo:acme/app:environment:prod"))
                    .named("plan"),
            Break.change("credentials in the provider", "", spot -> spot.block("provider.aws")
                            .ifPresent(provider -> provider.put("access_key", "AKIA" + "A".repeat(16))))
                    .offends("CKV_AWS_41"),
            Break.rewrite("key does not rotate", KEY, "\"enable_key_rotation\":true", "\"enable_key_rotation\":false"),
            Break.set("key is gone after a week", KEY, "deletion_window_in_days", "7"),
            Break.drop("key without a policy", KEY, "policy"),
            Break.grant(
                            "anybody uses the key",
                            KEY,
                            "policy",
                            "{\"Effect\": \"Allow\", \"Principal\": \"*\","
                                    + " \"Action\": \"kms:*\", \"Resource\": \"*\"}")
                    .offends("CKV_AWS_33"),
            Break.drop("secret without our own key", SECRET, "kms_key_id"),
            Break.set("deleted secret cannot be recovered", SECRET, "recovery_window_in_days", "0"),
            Break.with("secret's value in the text", SECRET, VERSION, version("secret_string")),
            Break.with("write-only value of a secret typed in", SECRET, VERSION, version("secret_string_wo")),
            Break.without("secret does not rotate", ROTATION),
            Break.set("secret rotates once a year", ROTATION, "rotation_rules.automatically_after_days", "365"),
            parameter("parameter in plain text", "\"type\": \"String\", \"value_wo\": \"${ephemeral.a.b.c}\""),
            parameter(
                    "parameter that every plan decrypts",
                    "\"type\": \"SecureString\", \"key_id\": \"${aws_kms_key.data.arn}\", \"value_wo\": \"${ephemeral.a.b.c}\""),
            kept("parameter without our own key", input -> input.remove("KeyId")),
            kept("parameter's value in the text", input -> input.put("Value", "correct-horse-battery")));

    /** A parameter beside those that a function keeps. */
    private static Break parameter(String what, String arguments) {
        return Break.with(what, KEPT, "aws_ssm_parameter", "{\"name\": \"/shop/dev/%s\", " + arguments + "}")
                .where(IdentityBreaks::keepsParameter);
    }

    /** What the function that keeps a parameter is told. */
    private static Break kept(String what, Consumer<ObjectNode> make) {
        return Break.text(what, KEPT, "input", input -> make.accept((ObjectNode) input))
                .where(IdentityBreaks::keepsParameter);
    }

    private static boolean keepsParameter(Break.Spot spot) {
        return spot.body().path("lifecycle_scope").asText().equals("CRUD");
    }

    /** A version of a secret with a value that is typed in. */
    private static String version(String argument) {
        return "{\"secret_id\": \"${aws_secretsmanager_secret.%s.id}\", \"" + argument + "\": " + TYPED + "}";
    }

    /** A role's policy that allows an action on everything. */
    private static Break everywhere(String what, String action) {
        return Break.grant(
                what, GRANTS, "policy", "{\"Effect\": \"Allow\", \"Action\": \"" + action + "\", \"Resource\": \"*\"}");
    }

    private static Break trust(String what, Consumer<ObjectNode> make) {
        return Break.statement(
                        what,
                        ROLE,
                        TRUST,
                        statement -> make.accept((ObjectNode) statement.at("/Condition/StringEquals")))
                .where(IdentityBreaks::trustsGithub);
    }

    private static boolean trustsGithub(Break.Spot spot) {
        return spot.body().path(TRUST).asText().contains(GITHUB);
    }
}
