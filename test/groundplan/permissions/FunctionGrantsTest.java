package groundplan.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.TerraformJson;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * The role of every function whose code is generated allows what that code calls, and nothing else: one action less or more is
 * noticed in each of them.
 */
class FunctionGrantsTest {
    /** Of a generated function in the tree: its code and its role. */
    private record Generated(String name, JsonNode function, JsonNode resources, String code, Set<String> allowed) {
        boolean has(String variable) {
            return function.findPath("variables").has(variable);
        }

        String variable(String variable) {
            return function.findPath("variables").path(variable).asText();
        }

        boolean uses(String type) {
            return !resources.path(type).isMissingNode();
        }
    }

    /** Lambda itself needs them, with a log group, tracing and a queue of failed events, encrypted with the environment's key. */
    private static final Set<String> EVERY = Set.of(
            "kms:Decrypt",
            "kms:GenerateDataKey",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "sqs:SendMessage",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments");

    /** The caller of CreateDeployment needs them for a revision that the call contains ("AWS CodeDeploy permissions reference"). */
    private static final Set<String> WITH_A_DEPLOYMENT = Set.of(
            "codedeploy:GetApplicationRevision",
            "codedeploy:GetDeployment",
            "codedeploy:GetDeploymentConfig",
            "codedeploy:RegisterApplicationRevision");

    /** What encrypts a parameter of the standard tier ("AWS KMS encryption for Parameter Store"), and a copy of a secret. */
    private static final String ENCRYPTION = "kms:Encrypt";

    @Test
    void theRoleOfEachGeneratedFunctionAllowsWhatItsCodeCallsThere() throws IOException {
        int actions = 0;
        for (Generated function : generated()) {
            assertEquals(new TreeSet<>(needed(function)), function.allowed(), function.name());
            actions += function.allowed().size();
        }
        int all = actions;
        assertTrue(all > 400, () -> "only " + all + " actions");
    }

    @Test
    void whatIsExpectedOfThemIsCalledByTheirCode() throws IOException {
        for (Generated function : generated()) {
            Set<String> needed = needed(function);
            needed.removeAll(EVERY);
            needed.remove(ENCRYPTION);
            needed.removeAll(WITH_A_DEPLOYMENT);
            for (String action : needed) {
                String called = action.replaceFirst(".*:", "").toLowerCase(Locale.ROOT);
                assertTrue(calls(function.code()).contains(called), function.name() + " does not call " + action);
            }
        }
    }

    private static Set<String> needed(Generated function) {
        Set<String> needed = new TreeSet<>(EVERY);
        if (function.has("SERVICES")) {
            needed.addAll(List.of(
                    "ecs:DescribeServices",
                    "ecs:UpdateService",
                    "secretsmanager:DescribeSecret",
                    "secretsmanager:ListSecretVersionIds"));
            if (function.uses("aws_codedeploy_deployment_group")) {
                needed.addAll(WITH_A_DEPLOYMENT);
                needed.addAll(List.of("codedeploy:CreateDeployment", "codedeploy:ListDeployments"));
            }
        } else if (function.has("SEVERITY")) {
            needed.add(function.has("SECRET_ARN") ? "secretsmanager:GetSecretValue" : "ssm:GetParameter");
        } else if (function.has("KEY")) {
            needed.add(ENCRYPTION);
            needed.addAll(List.of(
                    "secretsmanager:GetRandomPassword",
                    "ssm:AddTagsToResource",
                    "ssm:DeleteParameter",
                    "ssm:GetParameter",
                    "ssm:GetParameterHistory",
                    "ssm:PutParameter",
                    "ssm:RemoveTagsFromResource"));
        } else {
            needed.addAll(List.of(
                    "secretsmanager:DescribeSecret",
                    "secretsmanager:GetRandomPassword",
                    "secretsmanager:PutSecretValue"));
        }
        if (function.uses("aws_secretsmanager_secret_rotation") && function.has("FORMS") && !function.has("KEY")) {
            needed.addAll(List.of("secretsmanager:GetSecretValue", "secretsmanager:UpdateSecretVersionStage"));
        }
        if (function.resources().path("aws_secretsmanager_secret").findValue("replica") != null) {
            needed.add(ENCRYPTION);
        }
        if (function.has("SERVER")) {
            needed.add(
                    function.variable("SERVER").contains("\"type\":\"cluster\"")
                            ? "rds:ModifyDBCluster"
                            : "rds:ModifyDBInstance");
        }
        if (function.has("CACHES")) {
            needed.addAll(List.of("elasticache:DescribeUsers", "elasticache:ModifyUser"));
            if (!function.has("KEY")) {
                needed.add("secretsmanager:GetSecretValue");
            }
        }
        return needed;
    }

    /** Methods that the code calls, without underscores. */
    private static Set<String> calls(String code) {
        Set<String> calls = new TreeSet<>();
        for (Pattern called : List.of(
                Pattern.compile("\\.([a-z]+(?:_[a-z0-9]+)+)\\("),
                Pattern.compile("get_paginator\\(\"([a-z_]+)\"\\)"))) {
            called.matcher(code)
                    .results()
                    .forEach(call -> calls.add(call.group(1).replace("_", "")));
        }
        return calls;
    }

    private static List<Generated> generated() throws IOException {
        List<Generated> all = new ArrayList<>();
        for (UnitDocument document : FullSynthesis.documents()) {
            JsonNode resources = document.json().path("resource");
            for (var archive : resources.path("aws_s3_object").properties()) {
                String code = code(archive.getValue().path("content_base64").asText());
                JsonNode function = resources.path("aws_lambda_function").path(archive.getKey());
                if (code.contains("import boto3") && !function.isMissingNode()) {
                    all.add(new Generated(
                            document.unit().path() + " " + archive.getKey(),
                            function,
                            resources,
                            code,
                            allowed(resources, archive.getKey())));
                }
            }
        }
        return all;
    }

    private static Set<String> allowed(JsonNode resources, String role) {
        Set<String> allowed = new TreeSet<>();
        resources.path("aws_iam_role_policy").forEach(policy -> {
            if (policy.path("role").asText().startsWith("${aws_iam_role." + role + ".")) {
                TerraformJson.read(policy.path("policy").asText())
                        .path("Statement")
                        .forEach(statement -> {
                            if (statement.path("Effect").asText().equals("Allow")) {
                                statement.path("Action").forEach(action -> allowed.add(action.asText()));
                                if (statement.path("Action").isTextual()) {
                                    allowed.add(statement.path("Action").asText());
                                }
                            }
                        });
            }
        });
        return allowed;
    }

    private static String code(String archive) throws IOException {
        StringBuilder code = new StringBuilder();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(archive)))) {
            while (zip.getNextEntry() != null) {
                code.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
                        .append('\n');
            }
        }
        return code.toString();
    }
}
