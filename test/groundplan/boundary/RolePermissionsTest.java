package groundplan.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.settings.EnvironmentModel;
import groundplan.synth.UnitDocument;
import groundplan.testing.FullSynthesis;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the roles of the committed environments may do, from the policies that are generated for them. */
class RolePermissionsTest {
    private static final JsonNode NEEDED =
            Permissions.resource("handler-permissions.json").path("types");

    /** What only an administrator may do: it would end the record of who did what, or is about people. */
    private static final Set<String> RESERVED = Set.of(
            "cloudtrail:DeleteTrail",
            "cloudtrail:StopLogging",
            "config:DeleteConfigurationRecorder",
            "config:DeleteDeliveryChannel",
            "config:StopConfigurationRecorder",
            "guardduty:DeleteDetector",
            "iam:DeleteAccountPasswordPolicy",
            "iam:UpdateAccountPasswordPolicy",
            "securityhub:DisableSecurityHub");

    /** Units that an administrator applies: jobs may not change their own roles, nor the account's password policy. */
    private static final Set<String> BY_ADMINISTRATORS = Set.of("boundary", "cross-account-roles", "github", "state");

    static Stream<EnvironmentModel> environments() {
        return FullSynthesis.environments().stream();
    }

    @ParameterizedTest
    @MethodSource("environments")
    @DisplayName("every resource can be applied with the environment's role, within its boundary")
    void everyResourceCanBeApplied(EnvironmentModel environment) {
        assertEquals(Set.of(), missing(environment, "apply", "write"));
    }

    @ParameterizedTest
    @MethodSource("environments")
    @DisplayName("every resource can be read with the plan's role, within its boundary")
    void everyResourceCanBePlanned(EnvironmentModel environment) {
        assertEquals(Set.of(), missing(environment, "plan", "read"));
    }

    /** Actions that a role needs for the environment's resources and is not allowed, each with a type that needs it. */
    private static Set<String> missing(EnvironmentModel environment, String purpose, String access) {
        Permissions boundary = boundary(environment);
        Set<String> missing = new TreeSet<>();
        for (UnitJson roles : roleUnits(environment)) {
            String role = roles.addresses().contains("aws_iam_role." + purpose) ? purpose : "terraform_" + purpose;
            Permissions own = Permissions.ofRole(roles, role);
            for (UnitDocument document : documents(environment)) {
                if (BY_ADMINISTRATORS.contains(document.unit().kind().name())) {
                    continue;
                }
                document.json().path("resource").fieldNames().forEachRemaining(type -> {
                    JsonNode needed = NEEDED.path(type);
                    assertFalse(needed.isMissingNode(), "handler-permissions.json has no " + type);
                    for (String action : Permissions.texts(needed.path(access))) {
                        boolean allowed = targets(environment, action)
                                .anyMatch(target -> own.allow(action, target) && boundary.allow(action, target));
                        if (!allowed && !RESERVED.contains(action)) {
                            missing.add(role + ": " + action + " for " + type);
                        }
                    }
                });
            }
        }
        return missing;
    }

    @ParameterizedTest
    @MethodSource("environments")
    @DisplayName("what a role of a unit is allowed is within the boundary")
    void rolesOfUnitsAreWithinTheBoundary(EnvironmentModel environment) {
        Permissions boundary = boundary(environment);
        Set<String> beyond = new TreeSet<>();
        for (UnitDocument document : documents(environment)) {
            UnitJson unit = new UnitJson(document.unit().path().toString(), document.json());
            unit.addresses().stream()
                    .filter(address -> address.startsWith("aws_iam_role_policy.")
                            && !BY_ADMINISTRATORS.contains(
                                    document.unit().kind().name()))
                    .forEach(address -> Permissions.ofPolicy(unit, address).allowed().stream()
                            .filter(action ->
                                    targets(environment, action).noneMatch(target -> boundary.allow(action, target)))
                            .forEach(action -> beyond.add(unit.name() + " " + address + ": " + action)));
        }
        assertEquals(Set.of(), beyond);
    }

    @ParameterizedTest
    @MethodSource("environments")
    @DisplayName(
            "each secret that a role of a unit may read or write is one that the boundary leaves to the environment")
    void secretsOfUnitsAreWithinTheBoundary(EnvironmentModel environment) {
        Permissions boundary = boundary(environment);
        String secrets = "arn:aws:secretsmanager:" + environment.settings().region() + ":"
                + environment.settings().accountId() + ":secret:";
        Set<String> beyond = new TreeSet<>();
        for (UnitDocument document : documents(environment)) {
            UnitJson unit = new UnitJson(document.unit().path().toString(), document.json());
            unit.addresses().stream()
                    .filter(address -> address.startsWith("aws_iam_role_policy."))
                    .flatMap(address -> Permissions.ofPolicy(unit, address).statements().stream())
                    .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                    .forEach(statement -> Permissions.texts(statement.path("Action")).stream()
                            .filter(action -> action.matches("secretsmanager:.*(SecretValue|VersionStage)"))
                            .forEach(action -> Permissions.texts(statement.path("Resource")).stream()
                                    .flatMap(resource -> secrets(document, resource).stream())
                                    .filter(name -> !boundary.allow(action, secrets + name + "-Ab1Cd2"))
                                    .forEach(name -> beyond.add(unit.name() + ": " + action + " on " + name))));
        }
        assertEquals(Set.of(), beyond);
    }

    /** The names of the secrets that a reference in a policy refers to, in the unit itself or in one that it reads. */
    private static Set<String> secrets(UnitDocument document, String reference) {
        if (!reference.startsWith("${var.")) {
            return named(document.json(), reference);
        }
        String variable = reference.replaceAll("^\\$\\{var\\.(\\w+).*", "$1");
        Set<String> names = new TreeSet<>();
        document.unit().reads().values().forEach(read -> {
            String wire = read.path().wireName(document.unit().path()) + "_";
            if (variable.startsWith(wire)) {
                ObjectNode json = FullSynthesis.unit(read.path().toString()).json();
                names.addAll(named(
                        json,
                        json.path("output")
                                .path(variable.substring(wire.length()))
                                .path("value")
                                .toString()));
            }
        });
        assertFalse(names.isEmpty(), document.unit().path() + ": " + reference);
        return names;
    }

    private static Set<String> named(ObjectNode json, String text) {
        Set<String> names = new TreeSet<>();
        Matcher own = Pattern.compile("aws_secretsmanager_secret\\.(\\w+)").matcher(text);
        while (own.find()) {
            names.add(json.at("/resource/aws_secretsmanager_secret/" + own.group(1) + "/name")
                    .asText());
        }
        if (text.contains("master_user_secret")) {
            names.add("rds!db-0123");
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("environments")
    @DisplayName("every role has the boundary, and every region in which there are resources is within it")
    void everyRoleHasTheBoundary(EnvironmentModel environment) {
        Set<String> regions = new TreeSet<>();
        for (UnitDocument document : documents(environment)) {
            UnitJson unit = new UnitJson(document.unit().path().toString(), document.json());
            unit.addresses().stream()
                    .filter(address -> address.startsWith("aws_iam_role."))
                    .forEach(address -> assertEquals(
                            "arn:aws:iam::" + environment.settings().accountId() + ":policy/"
                                    + environment.path().replace('/', '-') + "-boundary",
                            unit.resource(address).path("permissions_boundary").asText(),
                            unit.name() + " " + address));
            unit.json()
                    .at("/provider/aws")
                    .forEach(provider -> regions.add(provider.path("region").asText()));
        }
        Set<String> within = new TreeSet<>();
        boundary(environment).statements().stream()
                .filter(statement -> statement.path("Sid").asText().equals("Services"))
                .forEach(statement ->
                        within.addAll(Permissions.texts(statement.at("/Condition/StringEquals/aws:RequestedRegion"))));
        regions.removeAll(within);
        assertEquals(Set.of(), regions, environment.path() + " is bounded to " + within);
    }

    @ParameterizedTest
    @MethodSource("environments")
    @DisplayName("whoever plans takes and releases the lock, and reads no other table")
    void locksAreReleased(EnvironmentModel environment) {
        String tables = "arn:aws:dynamodb:" + environment.settings().stateRegion() + ":"
                + environment.settings().accountId() + ":table/";
        String locks = tables + environment.settings().state().lockTable().orElseThrow();
        for (UnitJson unit : roleUnits(environment)) {
            for (String role : List.of("plan", "terraform_plan", "apply", "terraform_apply")) {
                if (!unit.addresses().contains("aws_iam_role." + role)) {
                    continue;
                }
                Permissions own = Permissions.ofRole(unit, role);
                for (String action : List.of("GetItem", "PutItem", "DeleteItem")) {
                    assertTrue(
                            own.allow("dynamodb:" + action, locks)
                                    && boundary(environment).allow("dynamodb:" + action, locks),
                            unit.name() + " " + role + " " + action);
                }
                if (role.endsWith("plan")) {
                    assertFalse(
                            own.allow("dynamodb:GetItem", tables + "orders"), unit.name() + " reads items of others");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("environments")
    @DisplayName("the role that applies cannot get more permissions than it has")
    void applyingGivesNoMorePermissions(EnvironmentModel environment) {
        String iam = "arn:aws:iam::" + environment.settings().accountId() + ":";
        String prefix = environment.path().replace('/', '-');
        Permissions boundary = boundary(environment);
        for (String action : List.of("CreatePolicyVersion", "DeletePolicy", "SetDefaultPolicyVersion")) {
            assertFalse(boundary.allow("iam:" + action, iam + "policy/" + prefix + "-boundary"), action);
        }
        assertFalse(boundary.allow("iam:DeleteRolePermissionsBoundary", iam + "role/" + prefix + "-api"));
        assertFalse(boundary.allow("iam:CreateUser", iam + "user/" + prefix + "-me"));
        assertFalse(boundary.allow("iam:AttachRolePolicy", iam + "role/another"));
        assertFalse(boundary.allow("sts:AssumeRole", iam + "role/another"));
        Stream<String> own = Stream.concat(
                Stream.of("plan", "apply", "deploy").map(role -> iam + "role/" + prefix + "-github-" + role),
                environment.settings().assumeRole().stream()
                        .flatMap(roles -> Stream.of(roles.planRoleArn(), roles.applyRoleArn())));
        own.forEach(role -> Stream.of(
                        "AttachRolePolicy",
                        "DetachRolePolicy",
                        "PutRolePolicy",
                        "DeleteRolePolicy",
                        "UpdateAssumeRolePolicy",
                        "DeleteRole",
                        "PassRole")
                .forEach(action -> assertFalse(boundary.allow("iam:" + action, role), action + " on " + role)));
        for (UnitJson unit : roleUnits(environment)) {
            for (String role : List.of("apply", "terraform_apply")) {
                if (unit.addresses().contains("aws_iam_role." + role)) {
                    Permissions.ofRole(unit, role).statements().stream()
                            .filter(statement ->
                                    Permissions.texts(statement.path("Action")).contains("iam:CreateRole"))
                            .forEach(statement -> assertEquals(
                                    iam + "policy/" + prefix + "-boundary",
                                    statement
                                            .at("/Condition/StringEquals/iam:PermissionsBoundary")
                                            .asText(),
                                    unit.name() + " " + statement));
                }
            }
        }
    }

    @Test
    @DisplayName("an environment's own trail can be changed, and no other one")
    void trailsOfOthersStay() {
        for (EnvironmentModel environment : FullSynthesis.environments()) {
            String trails = "arn:aws:cloudtrail:" + environment.settings().region() + ":"
                    + environment.settings().accountId() + ":trail/";
            String own = trails + environment.path().replace('/', '-') + "-trail";
            for (String action : List.of("cloudtrail:PutEventSelectors", "cloudtrail:UpdateTrail")) {
                assertTrue(boundary(environment).allow(action, own), environment.path() + " " + action);
                assertFalse(boundary(environment).allow(action, trails + "organization"), action);
            }
            assertFalse(boundary(environment).allow("cloudtrail:StopLogging", own));
        }
    }

    @Test
    @DisplayName("a boundary is within IAM's limit of 6,144 characters")
    void boundariesAreShortEnough() {
        for (EnvironmentModel environment : FullSynthesis.environments()) {
            String policy = FullSynthesis.unit(environment.path() + "/_global/boundary")
                    .attribute("aws_iam_policy.boundary", "policy")
                    .asText();
            assertTrue(policy.replaceAll("\\s", "").length() <= 6144, environment.path() + ": " + policy.length());
        }
    }

    /** Resources on which a role needs the action: for IAM its own, and what belongs to the account. */
    private static Stream<String> targets(EnvironmentModel environment, String action) {
        String account = environment.settings().accountId();
        String prefix = environment.path().replace('/', '-');
        String iam = "arn:aws:iam::" + account + ":";
        return switch (action.substring(0, action.indexOf(':'))) {
            case "iam" ->
                Stream.of(
                        iam + "role/" + prefix + "-api",
                        iam + "policy/" + prefix + "-api",
                        iam + "instance-profile/" + prefix + "-nodes",
                        iam + "role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
                        iam + "oidc-provider/token.actions.githubusercontent.com",
                        "*");
            case "cloudtrail" -> Stream.of("arn:aws:cloudtrail:us-east-1:" + account + ":trail/" + prefix + "-trail");
            case "secretsmanager" ->
                Stream.of("arn:aws:secretsmanager:us-east-1:" + account + ":secret:" + prefix + "-key-Ab1Cd2", "*");
            default -> Stream.of("*");
        };
    }

    private static Permissions boundary(EnvironmentModel environment) {
        return Permissions.ofPolicy(
                FullSynthesis.unit(environment.path() + "/_global/boundary"), "aws_iam_policy.boundary");
    }

    /** The units with the roles to plan and apply with. */
    private static List<UnitJson> roleUnits(EnvironmentModel environment) {
        return documents(environment).stream()
                .filter(document -> Set.of("github", "cross-account-roles")
                        .contains(document.unit().kind().name()))
                .map(document -> new UnitJson(document.unit().path().toString(), document.json()))
                .toList();
    }

    private static List<UnitDocument> documents(EnvironmentModel environment) {
        return FullSynthesis.documents().stream()
                .filter(document -> document.unit().path().toString().startsWith(environment.path() + "/"))
                .toList();
    }
}
