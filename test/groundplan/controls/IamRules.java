package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Rows 82 to 86: who may do what. */
final class IamRules {
    private static final String GITHUB = "token.actions.githubusercontent.com";
    private static final String SUBJECT = "repo:[\\w.-]+/[\\w.-]+:(environment:[\\w-]+|pull_request)";
    private static final Set<String> TOO_MUCH =
            Set.of("arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/IAMFullAccess");
    /** What AWS grants in no smaller piece, or what tells names alone. */
    private static final Set<String> ON_EVERYTHING = Set.of(
            "ecr:GetAuthorizationToken",
            "logs:DescribeLogGroups",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
            "xray:GetSamplingRules",
            "xray:GetSamplingStatisticSummaries",
            "xray:GetSamplingTargets",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments",
            "secretsmanager:GetRandomPassword",
            "iam:GetAccountPasswordPolicy",
            "ecs:DescribeTaskDefinition",
            "ecs:ListServices",
            "signer:ListSigningJobs",
            "cloudfront:ListDistributions",
            "amplify:ListApps",
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeRules",
            "elasticloadbalancing:DescribeTargetGroups");
    /** Where a policy is text, by resource type. Boundaries and key policies limit and do not grant: they have other rules. */
    private static final Map<String, String> POLICIES = Map.of("aws_iam_role_policy", "policy");

    private IamRules() {}

    static final List<Rule> ALL = List.of(
            Rule.everywhere(82, "no role may do everything", IamRules::grants),
            Rule.everywhere(83, "keys, secrets and roles are granted by name", IamRules::named),
            Rule.everywhere(84, "roles trust one named principal", IamRules::trust),
            Rule.everywhere(85, "GitHub's tokens are trusted for one repository and one environment", IamRules::github),
            Rule.everywhere(86, "workflows plan and apply with roles of their own", IamRules::workflowRoles));

    /** Whether a statement is about everybody. */
    static boolean anyone(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return principal.asText().equals("*")
                || Resource.list(principal.path("AWS")).stream()
                        .anyMatch(who -> who.asText().equals("*"));
    }

    /** Whether a statement lets everybody do something. */
    static boolean allowsAnyone(JsonNode statement) {
        return statement.path("Effect").asText().equals("Allow") && anyone(statement);
    }

    private static void grants(Inspection inspection) {
        each(inspection, (policy, statement) -> {
            List<String> actions = texts(statement.path("Action"));
            boolean anything = texts(statement.path("Resource")).contains("*");
            inspection.require(!actions.contains("*") && !statement.has("NotAction"), policy, "allows every action");
            inspection.require(
                    !anything || ON_EVERYTHING.containsAll(actions), policy, "allows " + actions + " on everything");
        });
        inspection.each(
                "aws_iam_role_policy_attachment",
                attachment -> inspection.require(
                        !TOO_MUCH.contains(attachment.text("policy_arn")),
                        attachment,
                        "attaches " + attachment.text("policy_arn")));
    }

    private static void named(Inspection inspection) {
        each(inspection, (policy, statement) -> {
            List<String> actions = texts(statement.path("Action"));
            boolean anything = texts(statement.path("Resource")).contains("*");
            for (String action : List.of("kms:Decrypt", "secretsmanager:GetSecretValue", "iam:PassRole")) {
                inspection.require(
                        !anything || !actions.contains(action), policy, "allows " + action + " on everything");
            }
            inspection.require(
                    !actions.contains("iam:PassRole")
                            || statement.path("Condition").toString().contains("iam:PassedToService"),
                    policy,
                    "allows iam:PassRole to any service");
        });
    }

    private static void trust(Inspection inspection) {
        inspection.each(
                "aws_iam_role", role -> role.statements("assume_role_policy").forEach(statement -> {
                    inspection.require(!anyone(statement), role, "trusts anyone");
                    inspection.require(
                            texts(statement.path("Principal").path("AWS")).stream()
                                    .noneMatch(who -> who.matches("\\d{12}|.*:root")),
                            role,
                            "trusts a whole account");
                    inspection.require(
                            texts(statement.path("Principal").path("Service")).size() <= 1,
                            role,
                            "trusts several services");
                }));
        inspection.each(
                resource -> resource.type().matches("aws_iam_user|aws_iam_access_key"),
                user -> inspection.require(false, user, "is a user: people and programs take roles"));
        inspection
                .document()
                .json()
                .path("provider")
                .path("aws")
                .forEach(block -> inspection.part(
                        "provider",
                        block,
                        provider -> inspection.require(
                                Stream.of("access_key", "secret_key", "token").noneMatch(provider.body()::has),
                                provider,
                                "has credentials")));
    }

    private static void github(Inspection inspection) {
        inspection.each(IamRules::trustsGithub, role -> role.statements("assume_role_policy")
                .forEach(statement -> {
                    JsonNode equal = statement.path("Condition").path("StringEquals");
                    inspection.require(
                            equal.path(GITHUB + ":aud").asText().equals("sts.amazonaws.com"),
                            role,
                            "accepts any audience");
                    List<String> subjects = texts(equal.path(GITHUB + ":sub"));
                    inspection.require(
                            !subjects.isEmpty() && subjects.stream().allMatch(subject -> subject.matches(SUBJECT)),
                            role,
                            "accepts the subjects " + subjects);
                    statement
                            .path("Condition")
                            .fieldNames()
                            .forEachRemaining(operator -> inspection.require(
                                    operator.equals("StringEquals"), role, "has a condition " + operator));
                }));
    }

    private static void workflowRoles(Inspection inspection) {
        List<Resource> roles =
                inspection.others("aws_iam_role").filter(IamRules::trustsGithub).toList();
        inspection.each(IamRules::trustsGithub, role -> {
            for (String kind : List.of(
                    "pull_request",
                    "environment:" + inspection.document().unit().path().environment())) {
                inspection.require(
                        roles.stream().anyMatch(other -> other.text("assume_role_policy")
                                .contains(":" + kind + "\"")),
                        role,
                        "has no neighbour for " + kind);
            }
            inspection.require(
                    role.at("max_session_duration").asInt() == 3600, role, "has sessions of more than an hour");
            inspection.require(!role.text("permissions_boundary").isEmpty(), role, "has no permissions_boundary");
        });
    }

    private static boolean trustsGithub(Resource resource) {
        return resource.type().equals("aws_iam_role")
                && resource.text("assume_role_policy").contains(GITHUB);
    }

    private static void each(Inspection inspection, BiConsumer<Resource, JsonNode> look) {
        inspection.each(
                resource -> POLICIES.containsKey(resource.type()),
                policy -> policy.statements(POLICIES.get(policy.type())).stream()
                        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                        .forEach(statement -> look.accept(policy, statement)));
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        Resource.list(node).forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
