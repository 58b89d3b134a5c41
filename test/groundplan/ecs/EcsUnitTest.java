package groundplan.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EcsUnitTest {
    /** The units dependencies a cluster. */
    static final String AROUND =
            """
      kms:
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      ecr:
        repositories: {api: {}, worker: {}}
      rds:
        instance_class: db.t3.micro
        storage: {allocated_storage: 20}
        database: {engine_version: "16.10", db_name: shop}
      elasticache:
        node_type: cache.t3.micro
      storage:
        buckets: {uploads: {}, reports: {}}
      secrets:
        secrets:
          payments: {description: Payment provider}
      dns:
        zone_name: example.com
      certificate:
        domain_name: api.example.com
        dns: dns
      waf:
      """;

    private static final String CLUSTER =
            """
      ecs:
        ecr: ecr
        storage: storage
        secrets: secrets
        load_balancer: {dns: dns, web_acl: waf}
        services:
          api:
            image: {repository: api, tag: "1.2.3"}
            port: 8080
            container:
              environment: {GREETING: "Hi ${name}"}
              secrets: {PAYMENTS_KEY: "payments:key"}
            connections:
              databases: [rds]
              caches: [elasticache]
              buckets: {uploads: read_write, reports: read}
            routing: {priority: 10, host_names: [api.example.com]}
            scaling:
              autoscaling: {min_capacity: 2, max_capacity: 6, cpu_target_percent: 70, requests_per_target: 500}
          worker:
            image: {repository: worker, digest: "sha256:%s"}
            task: {cpu_units: 512, memory_mib: 1024, cpu_architecture: ARM64}
            container: {writable_paths: [/var/cache/work]}
            scaling:
              desired_count: 1
              capacity: {fargate_weight: 0, spot_weight: 1}
            deployment: {deploys: pipeline, enable_execute_command: true}
      """
                    .formatted("a".repeat(64));

    private static final Synthesized ENV = Synthesized.of(AROUND + CLUSTER);
    private static final UnitJson ECS = ENV.unit("ecs");

    @Test
    @DisplayName("row 19: tasks run in private subnets without public addresses")
    void tasksArePrivate() {
        JsonNode network = ECS.attribute("aws_ecs_service.api", "network_configuration");
        assertFalse(network.path("assign_public_ip").asBoolean(true), "aws_ecs_service.api assign_public_ip");
        network.path("subnets")
                .forEach(subnet -> assertTrue(subnet.asText().contains("private_subnet_ids"), subnet.asText()));
        assertEquals(2, network.path("subnets").size());
    }

    @Test
    @DisplayName("row 20: root file systems are read-only, writable paths are in memory or volumes")
    void rootFileSystemsAreReadOnly() {
        JsonNode worker = container("worker");
        assertTrue(worker.path("readonlyRootFilesystem").asBoolean());
        assertEquals(
                "[{\"containerPath\":\"/tmp\",\"mountOptions\":[\"noexec\",\"nodev\",\"nosuid\"],\"size\":64}]",
                worker.at("/linuxParameters/tmpfs").toString(),
                "Fargate mounts an empty volume for root alone, and upstream images declare none at /tmp");
        assertEquals(
                "/var/cache/work", worker.at("/mountPoints/0/containerPath").asText());
        assertEquals("var-cache-work", worker.at("/mountPoints/0/sourceVolume").asText());
        TreeSet<String> volumes = new TreeSet<>();
        ECS.attribute("aws_ecs_task_definition.worker", "volume")
                .forEach(volume -> volumes.add(volume.path("name").asText()));
        worker.path("mountPoints")
                .forEach(mount -> assertTrue(
                        volumes.contains(mount.path("sourceVolume").asText()),
                        mount + " has no volume among " + volumes));
    }

    @Test
    void pathsInMemoryFitIntoItAndAreNoVolumes() {
        assertProblem(
                problems("container: {tmpfs: {/tmp: {size_mib: 512}, /run: {size_mib: 512}}}"),
                "container.tmpfs",
                "the paths in memory take up to 1024 MiB, and the container has");
        assertProblem(
                problems("container: {writable_paths: [/tmp]}"),
                "container.tmpfs./tmp",
                "is also in writable_paths, which are on the task's disk");
    }

    @Test
    @DisplayName("row 21: containers run as a user")
    void containersRunAsAUser() {
        assertEquals("1000", container("api").path("user").asText());
        assertProblem(problems("container: {user: \"0\"}"), "container.user", "is not of the form");
        assertProblem(problems("container: {user: root}"), "container.user", "is not of the form");
    }

    @Test
    @DisplayName("row 22: containers have no capabilities and no privileges")
    void containersHaveNoPrivileges() {
        for (String service : List.of("api", "worker")) {
            assertFalse(container(service).path("privileged").asBoolean(false), service + " privileged");
            assertEquals(
                    "[\"ALL\"]",
                    container(service).at("/linuxParameters/capabilities/drop").toString(),
                    service);
            assertFalse(ECS.has("aws_ecs_task_definition." + service, "pid_mode"), service + " pid_mode");
        }
    }

    @Test
    @DisplayName("row 23: secrets come by ARN, and no variable of the environment sounds like one")
    void secretsComeByArn() {
        Map<String, String> secrets = pairs(container("api").path("secrets"), "valueFrom");
        assertEquals(
                "${data.terraform_remote_state.rds.outputs.master_secret_arn}:password::",
                secrets.get("DATABASE_PASSWORD"));
        assertEquals(
                "${data.terraform_remote_state.rds.outputs.master_secret_arn}:username::",
                secrets.get("DATABASE_USERNAME"));
        assertEquals(
                "${data.terraform_remote_state.secrets.outputs.secret_arns.payments}:key::",
                secrets.get("PAYMENTS_KEY"));
        assertProblem(
                problems("container: {environment: {SMTP_TOKEN: x1}}"),
                "container.environment.SMTP_TOKEN",
                "refer to it under secrets");
    }

    @Test
    @DisplayName("row 24: each container logs to its own encrypted group")
    void containersLog() {
        JsonNode logging = container("worker").path("logConfiguration");
        assertEquals("awslogs", logging.path("logDriver").asText());
        assertEquals(
                "${aws_cloudwatch_log_group.worker.name}",
                logging.at("/options/awslogs-group").asText());
        assertEquals(
                "/ecs/shop-dev-worker",
                ECS.attribute("aws_cloudwatch_log_group.worker", "name").asText());
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.logs_key_arn}",
                ECS.attribute("aws_cloudwatch_log_group.worker", "kms_key_id").asText());
    }

    @Test
    @DisplayName("row 25: the cluster is measured, and commands executed in containers are recorded")
    void commandsAreRecorded() {
        assertEquals(
                "enhanced",
                ECS.attribute("aws_ecs_cluster.main", "setting.0.value").asText());
        JsonNode command = ECS.attribute("aws_ecs_cluster.main", "configuration.execute_command_configuration");
        assertEquals("OVERRIDE", command.path("logging").asText());
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.data_key_arn}",
                command.path("kms_key_id").asText());
        assertTrue(
                command.at("/log_configuration/cloud_watch_encryption_enabled").asBoolean());
        assertFalse(
                ECS.attribute("aws_ecs_service.api", "enable_execute_command").asBoolean());
        assertTrue(
                allowed("worker_task").containsKey("ssmmessages:OpenDataChannel"),
                allowed("worker_task").toString());
        assertFalse(
                allowed("api_task").containsKey("ssmmessages:OpenDataChannel"),
                allowed("api_task").toString());
    }

    @Test
    @DisplayName("row 26: a version that fails is rolled back, images cannot change under their name")
    void failedVersionsAreRolledBack() {
        for (String service : List.of("api", "worker")) {
            assertEquals(
                    "LATEST",
                    ECS.attribute("aws_ecs_service." + service, "platform_version")
                            .asText());
            assertTrue(ECS.attribute("aws_ecs_service." + service, "deployment_circuit_breaker.enable")
                    .asBoolean());
            assertTrue(ECS.attribute("aws_ecs_service." + service, "deployment_circuit_breaker.rollback")
                    .asBoolean());
        }
        assertEquals(
                "${data.terraform_remote_state.ecr.outputs.repository_urls.api}:1.2.3",
                container("api").path("image").asText());
        assertTrue(container("worker").path("image").asText().endsWith("@sha256:" + "a".repeat(64)));
        assertProblem(
                problems("image: {external: \"public.ecr.aws/nginx/nginx:1\"}"),
                "image.external",
                "is not of the form");
        assertProblem(problems("image: {repository: api, tag: latest}"), "image.tag", "use a version");
    }

    @Test
    @DisplayName("row 27: a task's code and its start have two roles, for this account only")
    void codeAndStartHaveTwoRoles() {
        assertEquals(
                "${aws_iam_role.api_task.arn}",
                ECS.attribute("aws_ecs_task_definition.api", "task_role_arn").asText());
        assertEquals(
                "${aws_iam_role.api_execution.arn}",
                ECS.attribute("aws_ecs_task_definition.api", "execution_role_arn")
                        .asText());
        for (String role : List.of("api_task", "api_execution")) {
            JsonNode trust =
                    ECS.policy("aws_iam_role." + role, "assume_role_policy").at("/Statement/0");
            assertEquals(
                    "ecs-tasks.amazonaws.com", trust.at("/Principal/Service").asText(), role);
            assertEquals(
                    "123456789012",
                    trust.at("/Condition/StringEquals/aws:SourceAccount").asText(),
                    role);
        }
    }

    @Test
    @DisplayName("rows 82 and 83: permissions follow from connections, on named resources")
    void permissionsFollowFromConnections() {
        Map<String, String> task = allowed("api_task");
        assertTrue(task.get("s3:PutObject").contains("bucket_arns.uploads}/*"), task.toString());
        assertFalse(task.get("s3:PutObject").contains("reports"), task.toString());
        assertTrue(task.get("s3:GetObject").contains("bucket_arns.reports}/*"), task.toString());
        assertFalse(task.containsKey("s3:DeleteObject"), task.toString());
        assertTrue(task.get("elasticache:Connect").contains("replication_group_arn"), task.toString());
        assertTrue(task.get("elasticache:Connect").contains("user_arn"), task.toString());
        assertFalse(task.containsKey("secretsmanager:GetSecretValue"), task.toString());
        Map<String, String> execution = allowed("api_execution");
        assertTrue(
                execution.get("secretsmanager:GetSecretValue").contains("secret_arns.payments"), execution.toString());
        assertTrue(execution.get("secretsmanager:GetSecretValue").contains("master_secret_arn"), execution.toString());
        assertFalse(execution.get("secretsmanager:GetSecretValue").contains("*"), execution.toString());
        assertFalse(allowed("worker_execution").containsKey("secretsmanager:GetSecretValue"), "worker has no secrets");
        assertTrue(execution.get("ecr:BatchGetImage").contains("repository_arns.api"), execution.toString());
    }

    @Test
    void onlyActionsWithoutResourcesAreAllowedOnAll() {
        List<String> unscoped = List.of("ecr:GetAuthorizationToken", "logs:DescribeLogGroups");
        for (String role : List.of("api_task", "api_execution", "worker_task", "worker_execution")) {
            allowed(role).forEach((action, resources) -> {
                assertFalse(action.contains("*"), role + " allows " + action);
                assertTrue(
                        !resources.equals("\"*\"") || unscoped.contains(action) || action.startsWith("ssmmessages:"),
                        role + " allows " + action + " on everything");
            });
        }
    }

    @Test
    void theClientOpensTheWayToItsDatabaseAndCache() {
        for (String server : List.of("rds", "elasticache")) {
            String rule = ".api_to_" + server;
            String group = "${data.terraform_remote_state." + server + ".outputs.security_group_id}";
            assertEquals(
                    group,
                    ECS.attribute("aws_vpc_security_group_ingress_rule" + rule, "security_group_id")
                            .asText());
            assertEquals(
                    "${aws_security_group.api.id}",
                    ECS.attribute("aws_vpc_security_group_ingress_rule" + rule, "referenced_security_group_id")
                            .asText());
            assertEquals(
                    group,
                    ECS.attribute("aws_vpc_security_group_egress_rule" + rule, "referenced_security_group_id")
                            .asText());
        }
        assertFalse(
                ECS.addresses().contains("aws_vpc_security_group_ingress_rule.worker_to_rds"),
                "worker uses no database");
    }

    @Test
    void connectionsBecomeVariables() {
        Map<String, String> variables = pairs(container("api").path("environment"), "value");
        assertEquals("${data.terraform_remote_state.rds.outputs.host}", variables.get("DATABASE_HOST"));
        assertEquals("${data.terraform_remote_state.elasticache.outputs.user_name}", variables.get("CACHE_USER"));
        assertEquals(
                "${data.terraform_remote_state.storage.outputs.bucket_names.uploads}", variables.get("BUCKET_UPLOADS"));
        assertEquals("Hi $${name}", variables.get("GREETING"), "a value is text and not a template");
        assertProblem(
                problems(
                        """
        container: {environment: {DATABASE_HOST: x}}
        connections: {databases: [rds]}
        """),
                "container.environment.DATABASE_HOST",
                "this variable is set by connections");
    }

    @Test
    void scalingAndPipelinesChangeWhatTerraformLeavesAlone() {
        assertEquals(
                "[\"desired_count\"]",
                ECS.attribute("aws_ecs_service.api", "lifecycle.ignore_changes").toString());
        assertEquals(
                "[\"task_definition\"]",
                ECS.attribute("aws_ecs_service.worker", "lifecycle.ignore_changes")
                        .toString());
        assertEquals(
                6,
                ECS.attribute("aws_appautoscaling_target.api", "max_capacity").asInt());
        assertEquals(
                70,
                ECS.attribute(
                                "aws_appautoscaling_policy.api_cpu",
                                "target_tracking_scaling_policy_configuration.target_value")
                        .asInt());
        assertEquals(
                "${aws_lb.main.arn_suffix}/${aws_lb_target_group.api.arn_suffix}",
                ECS.attribute(
                                "aws_appautoscaling_policy.api_requests",
                                "target_tracking_scaling_policy_configuration.predefined_metric_specification.resource_label")
                        .asText());
    }

    @Test
    void sharesOfSpotAreAsGiven() {
        assertEquals(
                "FARGATE",
                ECS.attribute("aws_ecs_service.api", "capacity_provider_strategy.0.capacity_provider")
                        .asText());
        JsonNode worker = ECS.attribute("aws_ecs_service.worker", "capacity_provider_strategy");
        assertEquals(1, worker.size());
        assertEquals("FARGATE_SPOT", worker.at("/0/capacity_provider").asText());
        assertTrue(
                ECS.attribute("aws_ecs_service.worker", "force_new_deployment").asBoolean(),
                "a change of shares would replace the service");
    }

    @Test
    void aBucketThatTheUnitDoesNotHaveIsNamedWithThoseItHas() {
        String misspelt = AROUND + CLUSTER.replace("reports: read}", "report: read}");
        List<String> failure = Synthesized.problems(misspelt);
        assertTrue(
                failure.toString()
                        .contains(
                                "services.api.connections.buckets.report: unit 'storage' has no 'report'; did you mean 'reports'?"),
                failure.toString());
    }

    @Test
    void sizesThatFargateDoesNotOfferAreRefusedWithThoseItDoes() {
        assertProblem(
                problems("task: {cpu_units: 256, memory_mib: 4096}"),
                "task.memory_mib",
                "it supports [512, 1024, 2048]");
        assertProblem(
                problems("task: {cpu_units: 300, memory_mib: 512}"), "task.cpu_units", "it supports [256, 512, 1024,");
    }

    @Test
    void anotherServiceChangesNoAddress() {
        UnitJson more = Synthesized.of(AROUND
                        + CLUSTER
                        + """
          cleaner:
            image: {repository: worker, tag: "1"}
        """
                                .indent(2))
                .unit("ecs");
        assertTrue(more.addresses().containsAll(ECS.addresses()));
        for (String address : ECS.addresses()) {
            assertEquals(ECS.resource(address), more.resource(address), address + " changed");
        }
    }

    static void assertProblem(List<String> problems, String key, String text) {
        assertTrue(
                problems.stream().anyMatch(problem -> problem.contains(key + ":") && problem.contains(text)),
                key + ": " + text + " is not among " + problems);
    }

    /** What is said of a cluster whose one service has these settings. */
    static List<String> problems(String service) {
        String image = service.startsWith("image:") ? "" : "image: {repository: api, tag: \"1\"}\n";
        return Synthesized.problems(AROUND + "ecs:\n  ecr: ecr\n  services:\n    api:\n" + (image + service).indent(6));
    }

    private static JsonNode container(String service) {
        try {
            JsonNode all = new ObjectMapper()
                    .readTree(ECS.attribute("aws_ecs_task_definition." + service, "container_definitions")
                            .asText());
            assertEquals(1, all.size(), service + " has one container");
            return all.get(0);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> pairs(JsonNode list, String value) {
        Map<String, String> pairs = new TreeMap<>();
        list.forEach(
                pair -> pairs.put(pair.path("name").asText(), pair.path(value).asText()));
        return pairs;
    }

    /** The resources on which a role may do each action, as JSON text. */
    private static Map<String, String> allowed(String role) {
        Map<String, String> allowed = new TreeMap<>();
        if (!ECS.addresses().contains("aws_iam_role_policy." + role)) {
            return allowed;
        }
        ECS.policy("aws_iam_role_policy." + role, "policy").path("Statement").forEach(statement -> {
            JsonNode actions = statement.path("Action");
            for (JsonNode action : actions.isArray() ? actions : List.of(actions)) {
                allowed.merge(action.asText(), statement.path("Resource").toString(), (a, b) -> a + b);
            }
        });
        return allowed;
    }
}
