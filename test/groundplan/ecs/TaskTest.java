package groundplan.ecs;

import static groundplan.ecs.EcsUnitTest.AROUND;
import static groundplan.ecs.EcsUnitTest.assertProblem;
import static groundplan.ecs.EcsUnitTest.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a task is made of: several containers, a file system, names of its own. */
class TaskTest {
    private static final String STORES =
            """
      files:
        kind: efs
        access_points:
          data: {path: /data, uid: 101, gid: 101}
      parameters:
        parameters:
          mail_key: {description: Key of the mail provider}
          flags: {description: Switches}
      """;
    private static final String CLUSTER =
            """
      ecs:
        ecr: ecr
        secrets: secrets
        cluster:
          name: shop
          log_retention_in_days: 30
        services:
          api:
            image: {repository: api, tag: "1"}
            task:
              cpu_units: 512
              memory_mib: 1024
              memory_reservation_mib: 512
              log_group_name: /aws/ecs/shop
              tracing:
                image: {repository: worker, tag: "3.3.13"}
              sidecars:
                proxy:
                  image: {external: "public.ecr.aws/nginx/nginx@sha256:%s"}
                  cpu_units: 64
                  memory_mib: 128
                  container:
                    user: "101"
                    writable_paths: [/var/cache/nginx]
                    secrets: {PROXY_KEY: payments}
            container:
              health_check: {command: [wget, -q, "http://localhost/health"], start_period_seconds: 120}
              parameters:
                parameters:
                  variables: {MAIL_API_KEY: mail_key}
            deployment: {service_name: front, task_family: shop-front}
          store:
            image: {repository: api, tag: "1"}
            container: {writable_paths: [/var/log/store], tmpfs: {/tmp: {size_mib: 16, executable: true}}}
            connections:
              file_systems:
                files: {access_point: data, path: /var/lib/store}
            scaling: {desired_count: 1}
            deployment: {minimum_healthy_percent: 0, maximum_percent: 100}
      """
                    .formatted("b".repeat(64));

    private static final UnitJson ECS =
            Synthesized.of(AROUND + STORES + CLUSTER).unit("ecs");

    @Test
    @DisplayName("rows 20 to 24: what holds for one container of a task holds for all of them")
    void everyContainerIsHardened() {
        Map<String, JsonNode> containers = containers("api");
        assertEquals("[api, proxy, xray-daemon]", containers.keySet().toString());
        containers.forEach((name, container) -> {
            assertTrue(container.path("readonlyRootFilesystem").asBoolean(), name + " readonlyRootFilesystem");
            assertTrue(
                    container.path("user").asText().matches("[1-9][0-9]*"), name + " user " + container.path("user"));
            assertFalse(container.path("privileged").asBoolean(true), name + " privileged");
            assertEquals(
                    "[\"ALL\"]",
                    container.at("/linuxParameters/capabilities/drop").toString(),
                    name);
            assertEquals(
                    "${aws_cloudwatch_log_group.api.name}",
                    container.at("/logConfiguration/options/awslogs-group").asText(),
                    name);
            assertEquals(
                    name,
                    container
                            .at("/logConfiguration/options/awslogs-stream-prefix")
                            .asText());
        });
        assertEquals(
                "/aws/ecs/shop",
                ECS.attribute("aws_cloudwatch_log_group.api", "name").asText());
        assertEquals(
                "${data.terraform_remote_state.secrets.outputs.secret_arns.payments}",
                containers.get("proxy").at("/secrets/0/valueFrom").asText());
    }

    @Test
    void containersOfATaskHaveVolumesOfTheirOwn() {
        TreeSet<String> volumes = new TreeSet<>();
        ECS.attribute("aws_ecs_task_definition.api", "volume")
                .forEach(volume -> volumes.add(volume.path("name").asText()));
        assertEquals("[proxy-var-cache-nginx]", volumes.toString());
        assertEquals(
                "proxy-var-cache-nginx",
                containers("api").get("proxy").at("/mountPoints/0/sourceVolume").asText());
        for (String container : List.of("api", "proxy")) {
            assertEquals(
                    "/tmp",
                    containers("api")
                            .get(container)
                            .at("/linuxParameters/tmpfs/0/containerPath")
                            .asText(),
                    container + " has a /tmp of its own");
        }
        assertEquals(
                "{\"containerPath\":\"/tmp\",\"mountOptions\":[\"exec\",\"nodev\",\"nosuid\"],\"size\":16}",
                containers("store").get("store").at("/linuxParameters/tmpfs/0").toString());
    }

    @Test
    void containersHaveTheirShareOfTheTask() {
        Map<String, JsonNode> containers = containers("api");
        assertEquals(512, containers.get("api").path("memoryReservation").asInt());
        assertEquals(64, containers.get("proxy").path("cpu").asInt());
        assertEquals(128, containers.get("proxy").path("memory").asInt());
        assertTrue(containers.get("proxy").path("essential").asBoolean());
        assertProblem(
                problems(
                        """
        task:
          memory_reservation_mib: 400
          sidecars: {proxy: {image: {repository: worker, tag: "1"}, memory_mib: 128}}
        """),
                "task.memory_reservation_mib",
                "together with the 128 MiB of the sidecars this exceeds memory_mib, which is 512");
        assertProblem(
                problems("task: {sidecars: {proxy: {image: {repository: worker, tag: \"1\"}, cpu_units: 256}}}"),
                "task.sidecars",
                "the sidecars leave none of the 256 CPU units");
        assertProblem(
                problems("task: {sidecars: {api: {image: {repository: worker, tag: \"1\"}}}}"),
                "task.sidecars.api",
                "is the name of the service's own container");
    }

    @Test
    void tracesGoThroughADaemonThatMayFail() {
        JsonNode daemon = containers("api").get("xray-daemon");
        assertFalse(daemon.path("essential").asBoolean(true));
        assertEquals(
                "${data.terraform_remote_state.ecr.outputs.repository_urls.worker}:3.3.13",
                daemon.path("image").asText());
        assertEquals("127.0.0.1:2000", variable("api", "AWS_XRAY_DAEMON_ADDRESS"));
        JsonNode traces = statement("aws_iam_role_policy.api_task", "Traces");
        assertTrue(traces.path("Action").toString().contains("\"xray:PutTraceSegments\""), traces.toString());
        assertEquals("", statement("aws_iam_role_policy.store_task", "Traces").toString(), "store sends no traces");
        JsonNode pull = statement("aws_iam_role_policy.api_execution", "Pull");
        assertEquals(
                "[\"${data.terraform_remote_state.ecr.outputs.repository_arns.api}\","
                        + "\"${data.terraform_remote_state.ecr.outputs.repository_arns.worker}\"]",
                pull.path("Resource").toString());
        assertProblem(
                problems(
                        """
        task: {tracing: {image: {repository: worker, tag: "1"}}}
        container: {environment: {AWS_XRAY_DAEMON_ADDRESS: x}}
        """),
                "container.environment.AWS_XRAY_DAEMON_ADDRESS",
                "this variable is set by connections");
    }

    @Test
    @DisplayName("row 23: parameters come by ARN, and what starts the task may read those alone")
    void parametersComeByArn() {
        String arn = "${data.terraform_remote_state.parameters.outputs.parameter_arns.mail_key}";
        assertEquals(
                arn, containers("api").get("api").at("/secrets/0/valueFrom").asText());
        JsonNode parameters = statement("aws_iam_role_policy.api_execution", "Parameters");
        assertEquals("ssm:GetParameters", parameters.path("Action").asText());
        assertEquals(arn, parameters.path("Resource").asText());
        assertEquals(
                "ssm.us-east-1.amazonaws.com",
                statement("aws_iam_role_policy.api_execution", "ParametersKey")
                        .at("/Condition/StringEquals/kms:ViaService")
                        .asText());
        String misspelt = AROUND + STORES + CLUSTER.replace("MAIL_API_KEY: mail_key", "MAIL_API_KEY: post_key");
        assertTrue(
                Synthesized.problems(misspelt)
                        .toString()
                        .contains(
                                "services.api.container.parameters.parameters.variables.MAIL_API_KEY: unit 'parameters' has no 'post_key'"));
        assertProblem(
                Synthesized.problems(AROUND
                        + STORES
                        + CLUSTER.replace(
                                "health_check: {command",
                                "environment: {MAIL_API_KEY: x}\n        health_check: {command")),
                "container.parameters.parameters.variables.MAIL_API_KEY",
                "is also in environment");
    }

    @Test
    @DisplayName("row 20: a directory that outlives the task is mounted over TLS, as the task, through an access point")
    void directoriesThatOutliveTheTaskAreMounted() {
        JsonNode volume = ECS.attribute("aws_ecs_task_definition.store", "volume.0");
        assertEquals("files", volume.path("name").asText());
        JsonNode mounted = volume.path("efs_volume_configuration");
        assertEquals(
                "${data.terraform_remote_state.files.outputs.file_system_id}",
                mounted.path("file_system_id").asText());
        assertEquals("ENABLED", mounted.path("transit_encryption").asText());
        assertEquals("ENABLED", mounted.at("/authorization_config/iam").asText());
        assertEquals(
                "${data.terraform_remote_state.files.outputs.access_point_ids.data}",
                mounted.at("/authorization_config/access_point_id").asText());
        assertEquals(
                "/var/lib/store",
                containers("store")
                        .get("store")
                        .at("/mountPoints/0/containerPath")
                        .asText());
        JsonNode files = statement("aws_iam_role_policy.store_task", "FilesFiles");
        assertEquals(
                "[\"elasticfilesystem:ClientMount\",\"elasticfilesystem:ClientWrite\"]",
                files.path("Action").toString());
        assertEquals(
                "${data.terraform_remote_state.files.outputs.file_system_arn}",
                files.path("Resource").asText());
        assertEquals(
                "${data.terraform_remote_state.files.outputs.access_point_arns.data}",
                files.at("/Condition/StringEquals/elasticfilesystem:AccessPointArn")
                        .asText());
        assertEquals(
                2049,
                ECS.attribute("aws_vpc_security_group_egress_rule.store_to_files", "from_port")
                        .asInt());
        assertEquals(
                0,
                ECS.attribute("aws_ecs_service.store", "deployment_minimum_healthy_percent")
                        .asInt());
        assertEquals(
                100,
                ECS.attribute("aws_ecs_service.store", "deployment_maximum_percent")
                        .asInt());
    }

    @Test
    void anAccessPointThatTheFileSystemDoesNotHaveIsNamedWithThoseItHas() {
        String misspelt = AROUND + STORES + CLUSTER.replace("access_point: data", "access_point: date");
        assertTrue(
                Synthesized.problems(misspelt)
                        .toString()
                        .contains(
                                "services.store.connections.file_systems.files.access_point: unit 'files' has no 'date'; did you mean 'data'?"));
        assertProblem(
                Synthesized.problems(AROUND + STORES + CLUSTER.replace("path: /var/lib/store", "path: /tmp")),
                "connections.file_systems.files.path",
                "/tmp is also the path of container.tmpfs");
    }

    @Test
    void healthIsAskedForInsideTheContainer() {
        JsonNode health = containers("api").get("api").path("healthCheck");
        assertEquals(
                "[\"CMD\",\"wget\",\"-q\",\"http://localhost/health\"]",
                health.path("command").toString());
        assertEquals(30, health.path("interval").asInt());
        assertEquals(120, health.path("startPeriod").asInt());
        assertFalse(containers("store").get("store").has("healthCheck"));
    }

    @Test
    void clusterServiceAndTaskDefinitionsAreCalledAsTold() {
        assertEquals("shop", ECS.attribute("aws_ecs_cluster.main", "name").asText());
        assertEquals(
                "/ecs/shop/execute-command",
                ECS.attribute("aws_cloudwatch_log_group.execute_command", "name")
                        .asText());
        assertEquals("front", ECS.attribute("aws_ecs_service.api", "name").asText());
        assertEquals(
                "shop-front",
                ECS.attribute("aws_ecs_task_definition.api", "family").asText());
        assertEquals(
                "shop-dev-store",
                ECS.attribute("aws_ecs_task_definition.store", "family").asText());
        JsonNode families = ECS.json().path("output").path("own_task_families").path("value");
        assertEquals("{\"api\":\"${aws_ecs_task_definition.api.family}\"}", families.toString());
        for (String group : new String[] {"api", "store", "execute_command"}) {
            assertEquals(
                    30,
                    ECS.attribute("aws_cloudwatch_log_group." + group, "retention_in_days")
                            .asInt(),
                    group);
        }
    }

    private static Map<String, JsonNode> containers(String service) {
        try {
            Map<String, JsonNode> found = new TreeMap<>();
            new ObjectMapper()
                    .readTree(ECS.attribute("aws_ecs_task_definition." + service, "container_definitions")
                            .asText())
                    .forEach(container -> found.put(container.path("name").asText(), container));
            return found;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String variable(String service, String name) {
        for (JsonNode pair : containers(service).get(service).path("environment")) {
            if (pair.path("name").asText().equals(name)) {
                return pair.path("value").asText();
            }
        }
        throw new AssertionError(service + " has no " + name + " in "
                + containers(service).get(service).path("environment"));
    }

    /** A statement of a role's policy; missing when the role has none. */
    private static JsonNode statement(String address, String sid) {
        for (JsonNode statement : ECS.policy(address, "policy").path("Statement")) {
            if (statement.path("Sid").asText().equals(sid)) {
                return statement;
            }
        }
        return MissingNode.getInstance();
    }
}
