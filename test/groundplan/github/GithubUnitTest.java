package groundplan.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.kernel.EnvironmentSettings;
import groundplan.kernel.StateSettings;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import groundplan.kernel.Wiring;
import groundplan.parts.ServiceRole;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.constructs.Construct;

class GithubUnitTest {
    private static final Synthesized ENV = Synthesized.of(
            """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      storage:
        buckets:
          proofs: {}
      ecr:
        repositories:
          sign: {}
      ecs:
        ecr: ecr
        services:
          sign:
            image: {repository: sign, tag: "1.0.0"}
          audit:
            image: {repository: sign, tag: "1.0.0"}
            task: {log_group_name: /audit}
            deployment: {service_name: shop-audit, task_family: audit}
      orders:
        kind: lambda-sqs-consumer
        function:
          description: Takes orders.
          deployment:
            deploys: pipeline
            deployment_config_name: CodeDeployDefault.LambdaCanary10Percent5Minutes
      app:
        kind: amplify
      site:
        kind: cloudfront
        origins:
          hosting:
            bucket: {}
          backup:
            bucket: {}
        behaviors:
          pages: {origin: hosting}
        viewers:
          aliases: [www.example.com]
          require_web_acl: false
        access_logs: {enabled: false}
      certificate:
        domain_name: www.example.com
      boundary:
        regions: [us-west-2]
      github:
        repository: shop/shop-api
        jobs: {repository_id: "4711"}
        create_provider: true
        ecr: us-east-1/ecr
        ecs: us-east-1/ecs
        storage: us-east-1/storage
        deploy:
          tasks: [audit]
          cloudfront: site
          amplify: us-east-1/app
          lambda_sqs_consumers: [us-east-1/orders]
      other:
        kind: github
        repository: shop/other
        jobs: {environment: production}
      """);
    private static final UnitJson UNIT = ENV.unit("github");
    private static final UnitJson OTHER = ENV.unit("other");
    private static final String HOST = "token.actions.githubusercontent.com:";
    private static final String ECS = "arn:aws:ecs:us-east-1:123456789012:";
    private static final String OUTPUTS = "${data.terraform_remote_state.us_east_1_";

    @Test
    @DisplayName("row 85: a role is for jobs of one repository in one place, compared as a whole")
    void trustComparesTheWholeSubject() {
        trust(UNIT, "plan", "repo:shop/shop-api:pull_request", "repo:shop/shop-api:environment:dev-plan");
        trust(UNIT, "apply", "repo:shop/shop-api:environment:dev");
        trust(UNIT, "deploy", "repo:shop/shop-api:environment:dev");
        trust(OTHER, "apply", "repo:shop/other:environment:production");
        JsonNode equal = statement(UNIT, "aws_iam_role.apply", "assume_role_policy", "Jobs")
                .at("/Condition/StringEquals");
        assertEquals("4711", equal.path(HOST + "repository_id").asText());
    }

    @Test
    @DisplayName("row 85: a repository is named in full")
    void repositoriesAreNamed() {
        for (String wild : List.of("\"*\"", "shop/*", "\"*/api\"", "shop", "\"shop/api:*\"")) {
            List<String> problems = Synthesized.problems("github:\n  repository: " + wild + "\n");
            assertTrue(
                    problems.stream().anyMatch(problem -> problem.contains("units.github.repository")),
                    wild + ": " + problems);
        }
    }

    @Test
    @DisplayName("row 86: sessions end after an hour, and all roles are bounded")
    void rolesAreBounded() {
        for (String role : List.of("plan", "apply", "deploy")) {
            assertEquals(
                    3600,
                    UNIT.attribute("aws_iam_role." + role, "max_session_duration")
                            .asInt(),
                    role);
            assertEquals(
                    "arn:aws:iam::123456789012:policy/shop-dev-boundary",
                    UNIT.attribute("aws_iam_role." + role, "permissions_boundary")
                            .asText(),
                    role);
        }
    }

    @Test
    @DisplayName("row 86: the boundary keeps people, bills, witnesses and itself out of reach")
    void boundaryDenies() {
        assertTrue(actions(boundary("NoPeople"))
                .containsAll(Set.of(
                        "iam:*User*",
                        "iam:*AccessKey*",
                        "iam:*LoginProfile*",
                        "organizations:*",
                        "account:*",
                        "billing:*")));
        assertEquals("*", boundary("NoPeople").path("Resource").asText());
        assertTrue(actions(boundary("DenyChangesOfBoundary"))
                .containsAll(Set.of("iam:CreatePolicyVersion", "iam:DeleteRolePermissionsBoundary")));
        assertTrue(texts(boundary("DenyChangesOfBoundary").path("Resource"))
                .contains("arn:aws:iam::123456789012:policy/shop-dev-boundary"));
        assertEquals(
                "arn:aws:iam::123456789012:role/shop-dev-github-*",
                boundary("DenyChangesOfWorkflowRoles").path("Resource").asText());
        assertTrue(actions(boundary("DenyDisablingAuditServices")).contains("cloudtrail:StopLogging"));
        for (String sid : List.of(
                "NoPeople", "DenyChangesOfBoundary", "DenyChangesOfWorkflowRoles", "DenyDisablingAuditServices")) {
            assertEquals("Deny", boundary(sid).path("Effect").asText(), sid);
        }
    }

    @Test
    @DisplayName("the boundary ends at the environment's regions")
    void boundaryEndsAtTheRegions() {
        assertEquals(
                Set.of("us-east-1", "us-west-2"),
                texts(boundary("Services").at("/Condition/StringEquals/aws:RequestedRegion")));
    }

    @Test
    @DisplayName("row 82: no role may do everything, and all that names no resource stands by itself")
    void nothingIsUnlimited() {
        for (String address : UNIT.addresses()) {
            if (address.startsWith("aws_iam_role_policy_attachment.")) {
                String policy = UNIT.attribute(address, "policy_arn").asText();
                assertFalse(
                        policy.endsWith("AdministratorAccess") || policy.endsWith("IAMFullAccess"),
                        address + " " + policy);
            } else if (address.startsWith("aws_iam_role_policy.")) {
                for (JsonNode statement : UNIT.policy(address, "policy").path("Statement")) {
                    boolean allow = statement.path("Effect").asText().equals("Allow");
                    boolean unlimited = texts(statement.path("Resource")).contains("*");
                    assertTrue(!allow || !unlimited || actions(statement).size() == 1, address + ": " + statement);
                    actions(statement).forEach(action -> assertFalse(action.contains("*"), address + " " + action));
                }
            }
        }
    }

    @Test
    @DisplayName("row 83: roles are handed over by name, to named services")
    void rolesAreHandedToNamedServices() {
        JsonNode deploy = statement(UNIT, "aws_iam_role_policy.deploy", "policy", "PassTaskRoles");
        assertEquals(
                Set.of(
                        OUTPUTS + "ecs.outputs.task_role_arns.sign}",
                        OUTPUTS + "ecs.outputs.execution_role_arns.sign}",
                        OUTPUTS + "ecs.outputs.task_role_arns.audit}",
                        OUTPUTS + "ecs.outputs.execution_role_arns.audit}"),
                texts(deploy.path("Resource")));
        assertEquals(
                "ecs-tasks.amazonaws.com",
                deploy.at("/Condition/StringEquals/iam:PassedToService").asText());
        JsonNode apply = statement(UNIT, "aws_iam_role_policy.apply", "policy", "PassServiceRoles");
        assertEquals(
                Set.of(
                        "arn:aws:iam::123456789012:role/shop-dev-*",
                        "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"),
                texts(apply.path("Resource")));
        assertTrue(
                texts(apply.at("/Condition/StringEquals/iam:PassedToService")).contains("ecs-tasks.amazonaws.com"));
    }

    @Test
    @DisplayName("a deployment reaches the repositories and services that are named")
    void deployReachesWhatIsNamed() {
        assertEquals(
                Set.of(OUTPUTS + "ecr.outputs.repository_arns.sign}"),
                texts(statement(UNIT, "aws_iam_role_policy.deploy", "policy", "Push")
                        .path("Resource")));
        String service =
                ECS + "service/" + OUTPUTS + "ecs.outputs.cluster_name}/" + OUTPUTS + "ecs.outputs.service_names.";
        assertEquals(
                Set.of(service + "sign}", service + "audit}"),
                texts(deploy("Deploy").path("Resource")));
        assertEquals(
                Set.of(
                        ECS + "task-definition/" + OUTPUTS + "ecs.outputs.service_names.sign}:*",
                        ECS + "task-definition/" + OUTPUTS + "ecs.outputs.own_task_families.audit}:*"),
                texts(deploy("Versions").path("Resource")));
        assertFalse(
                OTHER.addresses().contains("aws_iam_role_policy.deploy"), "nothing is named, so nothing is allowed");
    }

    @Test
    @DisplayName("one-off tasks are those of the services that are named, in their cluster, with their logs")
    void tasksAreThoseOfTheServicesThatAreNamed() {
        JsonNode run = deploy("RunTasks");
        assertEquals(
                ECS + "task-definition/" + OUTPUTS + "ecs.outputs.own_task_families.audit}:*",
                run.path("Resource").asText());
        assertEquals(
                OUTPUTS + "ecs.outputs.cluster_arn}",
                run.at("/Condition/ArnEquals/ecs:cluster").asText());
        assertEquals(
                ECS + "task/" + OUTPUTS + "ecs.outputs.cluster_name}/*",
                deploy("DescribeTasks").path("Resource").asText());
        assertEquals(
                "RunTask",
                deploy("TagTasks")
                        .at("/Condition/StringEquals/ecs:CreateAction")
                        .asText());
        assertEquals(
                "arn:aws:logs:us-east-1:123456789012:log-group:" + OUTPUTS
                        + "ecs.outputs.log_group_names.audit}:log-stream:*",
                deploy("ReadLogs").path("Resource").asText());
        List<String> problems = Synthesized.problems("github:\n  repository: shop/api\n  deploy: {tasks: [api]}\n");
        assertTrue(
                problems.stream().anyMatch(problem -> problem.contains("name the unit with the services as ecs")),
                problems.toString());
    }

    @Test
    @DisplayName("a service that is not there is named together with those that are")
    void aTaskOfNoServiceIsRefused() {
        List<String> problems = Synthesized.problems(
                """
        kms:
        network: {cidr: 10.0.0.0/16, zones: [a, b]}
        ecr: {repositories: {api: {}}}
        ecs:
          ecr: ecr
          services:
            api: {image: {repository: api, tag: "1"}, port: 8080}
        boundary:
        github:
          repository: shop/api
          ecs: us-east-1/ecs
          deploy: {tasks: [web]}
        """);
        assertTrue(
                problems.toString()
                        .contains("units.github.deploy.tasks: unit 'us-east-1/ecs' has no 'web'; known: api"),
                problems.toString());
    }

    @Test
    @DisplayName("a site's buckets are filled, and its distribution forgets; no other")
    void siteIsTheOneThatIsNamed() {
        String arns = "${data.terraform_remote_state.site.outputs.bucket_arns.";
        assertEquals(
                Set.of(arns + "hosting}", arns + "backup}"),
                texts(deploy("ListSite").path("Resource")));
        assertEquals(
                Set.of(arns + "hosting}/*", arns + "backup}/*"),
                texts(deploy("FillSite").path("Resource")));
        assertEquals(
                "${data.terraform_remote_state.site.outputs.bucket_key_arn}",
                deploy("SiteKey").path("Resource").asText());
        assertEquals(
                "s3.us-east-1.amazonaws.com",
                deploy("SiteKey").at("/Condition/StringEquals/kms:ViaService").asText());
        assertEquals(
                "${data.terraform_remote_state.site.outputs.distribution_arn}",
                deploy("Invalidate").path("Resource").asText());
    }

    @Test
    @DisplayName("a web application's one branch is deployed")
    void applicationIsTheOneThatIsNamed() {
        String branch = OUTPUTS + "app.outputs.app_arn}/branches/" + OUTPUTS + "app.outputs.branch_name}";
        assertEquals(
                Set.of(branch, branch + "/deployments/*", branch + "/jobs/*"),
                texts(deploy("DeployApplication").path("Resource")));
    }

    @Test
    @DisplayName("row 86: a plan reads states and configuration, and none of what users entrust to the environment")
    void planReadsNoData() {
        assertEquals(
                "arn:aws:iam::aws:policy/ReadOnlyAccess",
                UNIT.attribute("aws_iam_role_policy_attachment.plan", "policy_arn")
                        .asText());
        assertEquals(
                "arn:aws:s3:::shop-terraform-state/dev/*",
                statement(UNIT, "aws_iam_role_policy.plan", "policy", "States")
                        .path("Resource")
                        .asText());
        assertEquals(
                "arn:aws:dynamodb:us-east-1:123456789012:table/shop-terraform-locks",
                statement(UNIT, "aws_iam_role_policy.plan", "policy", "Locks")
                        .path("Resource")
                        .asText());
        JsonNode objects = statement(UNIT, "aws_iam_role_policy.plan", "policy", "NoObjects");
        assertEquals("Deny", objects.path("Effect").asText());
        assertEquals(Set.of(OUTPUTS + "storage.outputs.bucket_arns.proofs}/*"), texts(objects.path("Resource")));
        assertEquals(
                "Deny",
                statement(UNIT, "aws_iam_role_policy.plan", "policy", "NoSecrets")
                        .path("Effect")
                        .asText());
    }

    @Test
    @DisplayName("the identity provider is created where it is said, and named elsewhere")
    void providerIsCreatedOnce() {
        assertEquals(
                "https://token.actions.githubusercontent.com",
                UNIT.attribute("aws_iam_openid_connect_provider.github", "url").asText());
        assertEquals(
                Set.of("sts.amazonaws.com"),
                texts(UNIT.attribute("aws_iam_openid_connect_provider.github", "client_id_list")));
        assertFalse(OTHER.addresses().contains("aws_iam_openid_connect_provider.github"));
        assertEquals(
                "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
                statement(OTHER, "aws_iam_role.plan", "assume_role_policy", "Jobs")
                        .at("/Principal/Federated")
                        .asText());
    }

    @Test
    @DisplayName("units of a region are named with it")
    void unitsOfARegionAreNamedWithIt() {
        List<String> problems = Synthesized.problems(
                "kms: {}\necr:\n  repositories:\n    sign: {}\n" + "github:\n  repository: shop/api\n  ecr: ecr\n");
        assertTrue(problems.stream().anyMatch(problem -> problem.contains("us-east-1/ecr")), problems.toString());
    }

    @Test
    @DisplayName("row 86: with bound_roles, units' roles are bounded and the apply role can make no other")
    void boundRolesCarryTheBoundary() {
        String boundary = "arn:aws:iam::123456789012:policy/shop-dev-boundary";
        JsonNode grants = statement(UNIT, "aws_iam_role_policy.apply", "policy", "GrantRoles");
        assertEquals(
                boundary,
                grants.at("/Condition/StringEquals/iam:PermissionsBoundary").asText(),
                "the default of an environment with a boundary");
        assertTrue(actions(grants).containsAll(Set.of("iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy")));
        assertEquals(
                boundary,
                ENV.unit("ecs")
                        .attribute("aws_iam_role.sign_execution", "permissions_boundary")
                        .asText());
        ObjectNode unbound = Synthesized.document(app -> {
            ServiceRoleStack stack = new ServiceRoleStack(
                    app, new UnitContext(UnitPath.parse("shop/dev/us-east-1/roles"), environment(false)));
            new ServiceRole(stack, "worker", "lambda.amazonaws.com", "Works");
            return stack;
        });
        assertFalse(new UnitJson("roles", unbound).has("aws_iam_role.worker", "permissions_boundary"));
    }

    @Test
    @DisplayName("row 86: without a unit that creates the boundary, no role can refer to it")
    void theBoundaryIsCreated() {
        List<String> problems = Synthesized.problems("github:\n  repository: shop/api\n");
        assertTrue(
                problems.stream().anyMatch(problem -> problem.contains("units.github.boundary")), problems.toString());
    }

    @Test
    @DisplayName("functions are deployed: signed, published, shifted and watched; no others")
    void functionsAreThoseThatAreNamed() {
        String function = OUTPUTS + "orders.outputs.function_arn}";
        assertEquals(
                Set.of(function, function + ":*"),
                texts(deploy("DeployFunctions").path("Resource")));
        assertEquals(
                OUTPUTS + "orders.outputs.signing_profile_arn}",
                deploy("Sign").path("Resource").asText());
        assertEquals(
                OUTPUTS + "orders.outputs.code_bucket_arn}/*",
                deploy("SignCode").path("Resource").asText());
        assertTrue(texts(deploy("CodeKey").at("/Condition/StringLike/kms:EncryptionContext:aws:s3:arn"))
                .contains(OUTPUTS + "orders.outputs.code_bucket_arn}/*"));
        assertTrue(texts(deploy("ShiftFunctions").path("Resource"))
                .contains("arn:aws:codedeploy:us-east-1:123456789012:application:" + OUTPUTS
                        + "orders.outputs.deployment_name}"));
        assertEquals(
                "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*",
                deploy("WatchAlarms").path("Resource").asText());
    }

    /** A unit with nothing in it. */
    private static final class ServiceRoleStack extends Unit<GithubOutputs> {
        ServiceRoleStack(Construct app, UnitContext context) {
            super(app, context, new Wiring(Map.of()));
        }

        @Override
        public GithubOutputs outputs() {
            return new GithubOutputs("plan", "apply", "deploy");
        }
    }

    private static EnvironmentSettings environment(boolean boundRoles) {
        return new EnvironmentSettings(
                "123456789012",
                "us-east-1",
                new StateSettings(
                        "shop-states",
                        Optional.of("shop-locks"),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Unit.PROVIDER_VERSION,
                Map.of(),
                Optional.empty(),
                Optional.of(boundRoles),
                "plain",
                groundplan.kernel.PromotionSettings.DEFAULT,
                groundplan.kernel.GuardSettings.DEFAULT,
                Map.of(),
                Optional.empty());
    }

    private static JsonNode deploy(String sid) {
        return statement(UNIT, "aws_iam_role_policy.deploy", "policy", sid);
    }

    private static void trust(UnitJson unit, String role, String... subjects) {
        JsonNode jobs = statement(unit, "aws_iam_role." + role, "assume_role_policy", "Jobs");
        assertEquals("sts:AssumeRoleWithWebIdentity", jobs.path("Action").asText(), role);
        assertEquals(
                "sts.amazonaws.com",
                jobs.at("/Condition/StringEquals").path(HOST + "aud").asText(),
                role);
        assertEquals(Set.of(subjects), texts(jobs.at("/Condition/StringEquals").path(HOST + "sub")), role);
        assertEquals(1, jobs.path("Condition").size(), role + " compares in one way: " + jobs);
    }

    private static JsonNode boundary(String sid) {
        return statement(ENV.unit("boundary"), "aws_iam_policy.boundary", "policy", sid);
    }

    private static JsonNode statement(UnitJson unit, String address, String attribute, String sid) {
        for (JsonNode statement : unit.policy(address, attribute).path("Statement")) {
            if (statement.path("Sid").asText().equals(sid)) {
                return statement;
            }
        }
        throw new AssertionError(address + " " + attribute + " has no statement " + sid);
    }

    private static Set<String> actions(JsonNode statement) {
        return texts(statement.path("Action"));
    }

    private static Set<String> texts(JsonNode oneOrMore) {
        Set<String> texts = new HashSet<>();
        if (oneOrMore.isTextual()) {
            texts.add(oneOrMore.asText());
        }
        oneOrMore.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
