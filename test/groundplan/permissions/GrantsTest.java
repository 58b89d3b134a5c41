package groundplan.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.iam.AccessDecision;
import groundplan.settings.EnvironmentModel;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import groundplan.workspace.Project;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The roles of every environment may do what their units need, and one action less is noticed. */
class GrantsTest {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What a boundary denies to every role on purpose, so that only an administrator can end what watches an account. Nothing else may be
     * lacking.
     */
    private static final Set<String> ONLY_ADMINISTRATORS = Set.of(
            "cloudtrail:DeleteTrail",
            "config:DeleteConfigurationRecorder",
            "config:DeleteDeliveryChannel",
            "config:StopConfigurationRecorder",
            "guardduty:DeleteDetector",
            "iam:DeleteAccountPasswordPolicy",
            "iam:DeleteServiceLinkedRole",
            "iam:GetServiceLinkedRoleDeletionStatus",
            "iam:UpdateAccountPasswordPolicy",
            "securityhub:DisableSecurityHub");

    /**
     * What no unit's resources need, after environment and role: the states and locks, and what the deployment scripts call beside the
     * resource that they deploy, which {@code RolesOnTheEmulatorTest} and {@code DeployRoleTest} use; and roles, policies and profiles of
     * kinds that the environment has not.
     */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "\\S+ (plan (dynamodb:(DescribeTable|GetItem)|kms:Decrypt|s3:GetObject"
                    + "|s3:ListBucket|secretsmanager:GetRandomPassword)"
                    + "|apply iam:(\\w*InstanceProfile|\\w*Policy|\\w*PolicyVersions?|GetOpenIDConnectProvider|ListRoleTags)"
                    + "|deploy (cloudwatch:DescribeAlarms|ecs:(DescribeTasks|RunTask|TagResource)|iam:PassRole"
                    + "|kms:(Decrypt|GenerateDataKey)|lambda:GetCodeSigningConfig|logs:GetLogEvents|s3:\\w+|signer:\\w+))");

    static Stream<String> environments() {
        return FullSynthesis.environments().stream().map(EnvironmentModel::path);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("environments")
    void theRolesMayDoWhatTheUnitsNeed(String path) {
        for (RoleTask task : List.of(RoleTask.plan, RoleTask.apply)) {
            Set<String> lacking = lacking(path, task, documents(path));
            if (task == RoleTask.apply) {
                lacking.removeIf(action -> ONLY_ADMINISTRATORS.contains(action.replaceFirst(" .*", "")));
            }
            assertEquals(Set.of(), lacking, () -> path + " as " + task);
        }
    }

    /** Otherwise the roles would seem to lack nothing, because nothing is known of what the units need. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("environments")
    void itIsKnownWhatEveryTypeNeeds(String path) {
        EnvironmentPermissions permissions = evaluate(path, RoleTask.apply, documents(path));
        assertEquals(Set.of(), permissions.unknownTypes(), path);
        permissions.units().forEach(unit -> assertTrue(!unit.actions().isEmpty(), unit.unit()));
    }

    @Test
    void oneActionLessIsNoticed() {
        int noticed = 0;
        List<String> unnoticed = new ArrayList<>();
        for (String path : List.of("credlink/prod", "sarc-ng/dev")) {
            for (RoleTask task : RoleTask.values()) {
                String address = "aws_iam_role_policy."
                        + (path.startsWith("sarc") && task != RoleTask.deploy ? "terraform_" : "") + task;
                List<UnitDocument> documents = documents(path);
                Set<String> before = lacking(path, task, documents);
                for (String action : allowed(documents, address)) {
                    if (lacking(path, task, without(documents, address, action)).size() > before.size()) {
                        noticed++;
                    } else {
                        unnoticed.add(path + " " + task + " " + action);
                    }
                }
            }
        }
        unnoticed.removeIf(action -> ELSEWHERE.matcher(action).matches());
        assertEquals(List.of(), unnoticed);
        int all = noticed;
        assertTrue(all >= 75, () -> "only " + all + " are noticed");
    }

    private static EnvironmentPermissions evaluate(String path, RoleTask task, List<UnitDocument> documents) {
        EnvironmentModel environment = Project.environment(FullSynthesis.environments(), path);
        String role = EnvironmentPermissions.role(environment, documents, task).orElseThrow();
        return EnvironmentPermissions.of(
                environment,
                documents,
                documents,
                task,
                EnvironmentPermissions.roles(documents).get(role));
    }

    private static Set<String> lacking(String path, RoleTask task, List<UnitDocument> documents) {
        Set<String> lacking = new TreeSet<>();
        evaluate(path, task, documents).units().forEach(unit -> unit.actions().stream()
                .filter(action -> action.decision().outcome() == AccessDecision.Outcome.REFUSED)
                .forEach(action -> lacking.add(action.action() + " on " + action.resource())));
        return lacking;
    }

    private static List<UnitDocument> documents(String path) {
        return FullSynthesis.documents().stream()
                .filter(document -> document.unit().path().toString().startsWith(path + "/"))
                .toList();
    }

    /** The actions that a policy allows by name. */
    private static Set<String> allowed(List<UnitDocument> documents, String address) {
        Set<String> actions = new TreeSet<>();
        statements(policy(documents, address)).forEach(statement -> {
            if (statement.path("Effect").asText().equals("Allow")) {
                texts(statement.path("Action")).forEach(actions::add);
            }
        });
        assertTrue(!actions.isEmpty(), () -> address + " allows nothing");
        return actions;
    }

    private static List<UnitDocument> without(List<UnitDocument> documents, String address, String action) {
        return documents.stream()
                .map(document -> {
                    JsonNode resource = document.json().at("/resource/" + address.replace('.', '/'));
                    if (resource.isMissingNode()) {
                        return document;
                    }
                    ObjectNode copy = document.json().deepCopy();
                    ObjectNode policy = read(resource.path("policy").asText());
                    statements(policy).forEach(statement -> {
                        if (statement.path("Effect").asText().equals("Allow")) {
                            ArrayNode left = ((ObjectNode) statement).putArray("Left");
                            texts(statement.path("Action"))
                                    .filter(one -> !one.equals(action))
                                    .forEach(left::add);
                            ((ObjectNode) statement).set("Action", ((ObjectNode) statement).remove("Left"));
                        }
                    });
                    ((ObjectNode) copy.at("/resource/" + address.replace('.', '/'))).put("policy", policy.toString());
                    return new UnitDocument(document.unit(), copy);
                })
                .toList();
    }

    private static JsonNode policy(List<UnitDocument> documents, String address) {
        return documents.stream()
                .map(document -> document.json().at("/resource/" + address.replace('.', '/') + "/policy"))
                .filter(JsonNode::isTextual)
                .findFirst()
                .map(policy -> (JsonNode) read(policy.asText()))
                .orElseThrow(() -> new AssertionError("no unit has " + address));
    }

    private static ObjectNode read(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> statements(JsonNode policy) {
        return policy.path("Statement").valueStream().toList();
    }

    private static Stream<String> texts(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asText)
                : Arrays.stream(new String[] {value.asText()});
    }
}
