package groundplan.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    static List<String> sharing() {
        return FullSynthesis.environments().stream()
                .filter(environment -> !others(environment).isEmpty())
                .map(EnvironmentModel::path)
                .toList();
    }

    private static List<EnvironmentModel> others(EnvironmentModel environment) {
        return FullSynthesis.environments().stream()
                .filter(other -> other.system().equals(environment.system())
                        && other.settings()
                                .accountId()
                                .equals(environment.settings().accountId())
                        && !other.path().equals(environment.path()))
                .toList();
    }

    /** Of the environments that share an account and a bucket of states, each has what is its own. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sharing")
    void noRoleOfAWorkflowReadsOrChangesWhatOtherEnvironmentsKeep(String path) {
        EnvironmentModel environment = Project.environment(FullSynthesis.environments(), path);
        List<UnitDocument> documents = documents(environment);
        Map<String, RolePolicies> roles = EnvironmentPermissions.roles(documents);
        Set<String> read = environment.units().stream()
                .flatMap(unit -> unit.reads().values().stream())
                .map(unit -> unit.path().stateKey())
                .collect(Collectors.toSet());
        List<String> possible = new ArrayList<>();
        int tried = 0;
        for (EnvironmentModel other : others(environment)) {
            for (RoleTask task : RoleTask.values()) {
                RolePolicies role = EnvironmentPermissions.role(environment, documents, task)
                        .map(roles::get)
                        .orElseThrow();
                for (AccessRequest request : onOther(other, read)) {
                    tried++;
                    if (!role.decide(request).refused()) {
                        possible.add(task + ": " + request.action() + " on " + request.resource());
                    }
                }
            }
        }
        assertEquals(List.of(), possible, path);
        assertTrue(tried > 100, path + ": only " + tried + " attempts");
    }

    /** Otherwise what is refused above would say nothing, and no apply could read, lock or resume. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("sharing")
    void theRoleThatAppliesKeepsWhatTheEnvironmentNeeds(String path) {
        EnvironmentModel environment = Project.environment(FullSynthesis.environments(), path);
        List<UnitDocument> documents = documents(environment);
        RolePolicies role = EnvironmentPermissions.role(environment, documents, RoleTask.apply)
                .map(EnvironmentPermissions.roles(documents)::get)
                .orElseThrow();
        String region = environment.settings().stateRegion();
        String bucket = "arn:aws:s3:::" + environment.settings().state().bucket() + "/";
        List<AccessRequest> needed = new ArrayList<>();
        environment.units().stream()
                .flatMap(unit -> unit.reads().values().stream())
                .forEach(read -> needed.add(
                        in(region, "s3:GetObject", bucket + read.path().stateKey(), Map.of())));
        for (String key :
                List.of("groundplan-apply.lock", "groundplan-apply.json", "us-east-1/kms/terraform.tfstate")) {
            for (String action : List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject")) {
                needed.add(in(region, action, bucket + environment.name() + "/" + key, Map.of()));
            }
        }
        String secret =
                "arn:aws:secretsmanager:us-east-1:" + environment.settings().accountId() + ":secret:"
                        + environment.system() + "-" + environment.name() + "-key-Ab1Cd2";
        needed.add(in("us-east-1", "secretsmanager:PutSecretValue", secret, Map.of()));
        assertEquals(
                List.of(),
                needed.stream()
                        .filter(request -> role.decide(request).outcome() != AccessDecision.Outcome.ALLOWED)
                        .map(AccessRequest::toString)
                        .toList());
    }

    private static List<AccessRequest> onOther(EnvironmentModel other, Set<String> read) {
        String account = other.settings().accountId();
        String region = other.settings().region();
        String prefix = other.system() + "-" + other.name();
        List<AccessRequest> attempts = new ArrayList<>();
        String secrets = "arn:aws:secretsmanager:" + region + ":" + account + ":secret:";
        for (String action : List.of(
                "GetSecretValue",
                "PutSecretValue",
                "PutResourcePolicy",
                "UpdateSecret",
                "DeleteSecret",
                "RotateSecret")) {
            attempts.add(in(region, "secretsmanager:" + action, secrets + prefix + "-key-Ab1Cd2", Map.of()));
            attempts.add(in(region, "secretsmanager:" + action, secrets + "other-Ab1Cd2", Map.of()));
        }
        for (String database : List.of("Instance", "Cluster")) {
            String type = database.equals("Instance") ? "db" : "cluster";
            attempts.add(in(
                    region,
                    "secretsmanager:GetSecretValue",
                    secrets + "rds!" + type + "-0123-Ab1Cd2",
                    Map.of(
                            "aws:resourcetag/aws:rds:primarydb" + database.toLowerCase(Locale.ROOT) + "arn",
                            List.of("arn:aws:rds:" + region + ":" + account + ":" + type + ":" + prefix + "-main"))));
        }
        String parameters = "arn:aws:ssm:" + region + ":" + account + ":parameter/";
        for (String action : List.of("GetParameter", "GetParameters", "GetParameterHistory", "PutParameter")) {
            attempts.add(
                    in(region, "ssm:" + action, parameters + other.system() + "/" + other.name() + "/key", Map.of()));
        }
        for (String path : List.of("", other.system(), other.system() + "/" + other.name())) {
            attempts.add(in(region, "ssm:GetParametersByPath", parameters + path, Map.of()));
        }
        List<String> keys = new ArrayList<>(List.of(
                other.name() + "/groundplan-apply.lock",
                other.name() + "/groundplan-apply.json",
                other.name() + "/ap-northeast-3/removed/terraform.tfstate"));
        other.units().forEach(unit -> keys.add(unit.path().stateKey()));
        String bucket = "arn:aws:s3:::" + other.settings().state().bucket() + "/";
        for (String key : keys) {
            for (String action :
                    List.of("GetObject", "GetObjectVersion", "PutObject", "DeleteObject", "DeleteObjectVersion")) {
                if (!action.startsWith("Get") || !read.contains(key)) {
                    attempts.add(in(other.settings().stateRegion(), "s3:" + action, bucket + key, Map.of()));
                }
            }
        }
        return attempts;
    }

    private static AccessRequest in(String region, String action, String resource, Map<String, List<String>> context) {
        Map<String, List<String>> all = new TreeMap<>(context);
        all.put("aws:RequestedRegion", List.of(region));
        return new AccessRequest(action, resource, all);
    }

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
