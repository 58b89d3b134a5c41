package groundplan.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import groundplan.iam.AccessDecision;
import groundplan.iam.AccessRequest;
import groundplan.iam.PolicyDocument;
import groundplan.iam.RolePolicies;
import groundplan.settings.EnvironmentModel;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import groundplan.workspace.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No role that a workflow uses can become more than it is: the ways are those that "IAM privilege escalation" lists of public security
 * research name, as far as an environment has what they need.
 */
class EscalationTest {
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

    static List<String> environments() {
        return FullSynthesis.environments().stream().map(EnvironmentModel::path).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("environments")
    void noRoleOfAWorkflowCanBecomeMore(String path) {
        EnvironmentModel environment = Project.environment(FullSynthesis.environments(), path);
        List<UnitDocument> documents = documents(environment);
        Map<String, RolePolicies> roles = EnvironmentPermissions.roles(documents);
        List<String> possible = new ArrayList<>();
        for (RoleTask task : RoleTask.values()) {
            Optional<RolePolicies> role =
                    EnvironmentPermissions.role(environment, documents, task).map(roles::get);
            assertFalse(role.isEmpty(), () -> environment.path() + " has no role to " + task + " with");
            attempts(environment, role.orElseThrow().name()).forEach((what, request) -> {
                AccessDecision decision = role.orElseThrow().decide(request);
                if (!decision.refused()) {
                    possible.add(task + ": " + what + " (" + request.action() + " on " + request.resource() + " is "
                            + decision.outcome() + ")");
                }
            });
        }
        assertEquals(List.of(), possible, environment.path());
    }

    /** That the attempts are such that a role without limits would succeed with all of them. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(RoleTask.class)
    void anAdministratorCould(RoleTask task) {
        EnvironmentModel environment = FullSynthesis.environments().get(0);
        RolePolicies administrator = new RolePolicies(
                task.name(),
                List.of(PolicyDocument.of(
                        "administrator",
                        "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}")),
                Optional.empty());
        attempts(environment, task.name())
                .forEach((what, request) -> assertEquals(
                        AccessDecision.Outcome.ALLOWED,
                        administrator.decide(request).outcome(),
                        what));
    }

    private static Map<String, AccessRequest> attempts(EnvironmentModel environment, String self) {
        String account = environment.settings().accountId();
        String region = environment.settings().region();
        String prefix = environment.system() + "-" + environment.name();
        String own = "arn:aws:iam::" + account + ":role/" + prefix + "-made";
        String me = "arn:aws:iam::" + account + ":role/" + self;
        String boundary = "arn:aws:iam::" + account + ":policy/" + prefix + "-boundary";
        String other = environment.system() + "-elsewhere";
        Map<String, AccessRequest> attempts = new TreeMap<>();
        attempts.put(
                "make a role without the boundary",
                iam("iam:CreateRole", own, Map.of("iam:PermissionsBoundary", List.of())));
        attempts.put(
                "make a role with another boundary",
                iam("iam:CreateRole", own, Map.of("iam:PermissionsBoundary", List.of(ADMINISTRATOR))));
        attempts.put(
                "make a role outside of the environment",
                iam(
                        "iam:CreateRole",
                        "arn:aws:iam::" + account + ":role/" + other,
                        Map.of("iam:PermissionsBoundary", List.of(boundary))));
        attempts.put("take the boundary off a role", iam("iam:DeleteRolePermissionsBoundary", own, Map.of()));
        attempts.put(
                "give a role another boundary",
                iam("iam:PutRolePermissionsBoundary", own, Map.of("iam:PermissionsBoundary", List.of(ADMINISTRATOR))));
        attempts.put(
                "make a role without a boundary an administrator",
                iam(
                        "iam:AttachRolePolicy",
                        own,
                        Map.of(
                                "iam:PermissionsBoundary", List.of(),
                                "iam:PolicyARN", List.of(ADMINISTRATOR))));
        attempts.put(
                "give a role without a boundary any permission",
                iam("iam:PutRolePolicy", own, Map.of("iam:PermissionsBoundary", List.of())));
        attempts.put("change the boundary", iam("iam:CreatePolicyVersion", boundary, Map.of()));
        attempts.put("bring back a version of the boundary", iam("iam:SetDefaultPolicyVersion", boundary, Map.of()));
        attempts.put(
                "make itself an administrator",
                iam(
                        "iam:AttachRolePolicy",
                        me,
                        Map.of(
                                "iam:PermissionsBoundary", List.of(boundary),
                                "iam:PolicyARN", List.of(ADMINISTRATOR))));
        attempts.put(
                "give itself any permission",
                iam("iam:PutRolePolicy", me, Map.of("iam:PermissionsBoundary", List.of(boundary))));
        attempts.put("change who may assume it", iam("iam:UpdateAssumeRolePolicy", me, Map.of()));
        attempts.put(
                "pass itself to a function",
                iam("iam:PassRole", me, Map.of("iam:PassedToService", List.of("lambda.amazonaws.com"))));
        attempts.put("make a user", iam("iam:CreateUser", "arn:aws:iam::" + account + ":user/me", Map.of()));
        attempts.put(
                "make a key of a user", iam("iam:CreateAccessKey", "arn:aws:iam::" + account + ":user/me", Map.of()));
        attempts.put(
                "leave the organization",
                new AccessRequest(
                        "organizations:LeaveOrganization", "*", Map.of("aws:RequestedRegion", List.of("us-east-1"))));
        attempts.put(
                "stop the trail",
                new AccessRequest(
                        "cloudtrail:StopLogging",
                        "arn:aws:cloudtrail:" + region + ":" + account + ":trail/organization",
                        Map.of("aws:RequestedRegion", List.of(region))));
        attempts.put(
                "delete the trail",
                new AccessRequest(
                        "cloudtrail:DeleteTrail",
                        "arn:aws:cloudtrail:" + region + ":" + account + ":trail/organization",
                        Map.of("aws:RequestedRegion", List.of(region))));
        return attempts;
    }

    private static AccessRequest iam(String action, String resource, Map<String, List<String>> context) {
        Map<String, List<String>> all = new TreeMap<>(context);
        all.put("aws:RequestedRegion", List.of("us-east-1"));
        return new AccessRequest(action, resource, all);
    }

    private static List<UnitDocument> documents(EnvironmentModel environment) {
        return FullSynthesis.documents().stream()
                .filter(document -> environment.units().contains(document.unit()))
                .toList();
    }
}
