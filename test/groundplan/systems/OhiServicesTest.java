package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import groundplan.testing.FullSynthesis;
import groundplan.testing.UnitJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ohi's text says of its services and of the way to them, held against what is generated. */
class OhiServicesTest {
    private static final Map<String, Integer> PORTS = Map.ofEntries(
            Map.entry("api", 8080),
            Map.entry("graphql", 8080),
            Map.entry("sse", 8080),
            Map.entry("provider-api", 8080),
            Map.entry("reindexer", 8080),
            Map.entry("blnk-api", 5001),
            Map.entry("blnk-worker", 5004),
            Map.entry("clickhouse", 8123),
            Map.entry("otel-collector", 4317),
            Map.entry("signoz-query", 8080),
            Map.entry("signoz-frontend", 3301));

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"dev", "staging", "prod"})
    void elevenServicesHaveNamesLogsHealthChecksAndRolesOfTheirOwn(String environment) {
        UnitJson ecs = ecs(environment);
        assertEquals(
                "ohi-" + environment,
                ecs.attribute("aws_ecs_cluster.main", "name").asText());
        Set<String> roles = new TreeSet<>();
        PORTS.forEach((service, port) -> {
            String name = "ohi-" + environment + "-" + service;
            assertEquals(
                    name,
                    ecs.attribute("aws_ecs_service." + id(service), "name").asText());
            assertEquals(
                    name,
                    ecs.attribute("aws_ecs_task_definition." + id(service), "family")
                            .asText());
            assertEquals(
                    "/ecs/" + name,
                    ecs.attribute("aws_cloudwatch_log_group." + id(service), "name")
                            .asText());
            JsonNode container = container(ecs, service);
            assertEquals(port, container.at("/portMappings/0/containerPort").asInt(), service);
            assertTrue(
                    container.at("/healthCheck/command").size() > 1,
                    () -> service + " has no health check: " + container);
            roles.add(ecs.attribute("aws_ecs_task_definition." + id(service), "task_role_arn")
                    .asText());
            roles.add(ecs.attribute("aws_ecs_task_definition." + id(service), "execution_role_arn")
                    .asText());
        });
        assertEquals(11, names(environment, "aws_ecs_service").size());
        assertEquals(22, roles.size(), () -> "roles shared among " + roles);
    }

    @ParameterizedTest(name = "{0}: {1} to {2} CPU units, {3} to {4} MiB")
    @CsvSource({"dev, 256, 256, 512, 512", "staging, 512, 1024, 1024, 2048", "prod, 1024, 2048, 2048, 4096"})
    void tasksHaveSizesInTheTextsRanges(String environment, int fewest, int most, int least, int greatest) {
        UnitJson ecs = ecs(environment);
        names(environment, "aws_ecs_task_definition").forEach(task -> {
            int cpu = ecs.attribute("aws_ecs_task_definition." + task, "cpu").asInt();
            int memory =
                    ecs.attribute("aws_ecs_task_definition." + task, "memory").asInt();
            assertTrue(fewest <= cpu && cpu <= most, () -> environment + " " + task + " has " + cpu + " CPU units");
            assertTrue(
                    least <= memory && memory <= greatest, () -> environment + " " + task + " has " + memory + " MiB");
        });
    }

    @ParameterizedTest(name = "{0}: {1} to {2} tasks on {3}")
    @CsvSource({"dev, 1, 3, FARGATE_SPOT", "staging, 1, 5, FARGATE", "prod, 2, 10, FARGATE"})
    void servicesFollowTheLoadButForTheOneThatKeepsState(String environment, int fewest, int most, String provider) {
        UnitJson ecs = ecs(environment);
        Set<String> scaling = names(environment, "aws_appautoscaling_target");
        assertEquals(10, scaling.size());
        assertFalse(scaling.contains("clickhouse"), "clickhouse scales");
        scaling.forEach(service -> {
            assertEquals(
                    fewest,
                    ecs.attribute("aws_appautoscaling_target." + service, "min_capacity")
                            .asInt(),
                    service);
            assertEquals(
                    most,
                    ecs.attribute("aws_appautoscaling_target." + service, "max_capacity")
                            .asInt(),
                    service);
            assertEquals(70, target(ecs, service + "_cpu"), service);
            assertEquals(80, target(ecs, service + "_memory"), service);
            assertEquals(List.of(provider), providers(ecs, service), service);
        });
        assertEquals(List.of("FARGATE"), providers(ecs, "clickhouse"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"dev", "staging", "prod"})
    void clickhouseKeepsItsDataOutsideTheTaskAndIsNeverThereTwice(String environment) {
        UnitJson ecs = ecs(environment);
        JsonNode files = ecs.attribute("aws_ecs_task_definition.clickhouse", "volume.0");
        assertTrue(
                files.at("/efs_volume_configuration/file_system_id").asText().contains("clickhouse_data"),
                files::toString);
        assertTrue(container(ecs, "clickhouse")
                .path("mountPoints")
                .toString()
                .contains("\"sourceVolume\":\"clickhouse-data\",\"containerPath\":\"/var/lib/clickhouse\""));
        assertEquals(
                1, ecs.attribute("aws_ecs_service.clickhouse", "desired_count").asInt());
        assertEquals(
                0,
                ecs.attribute("aws_ecs_service.clickhouse", "deployment_minimum_healthy_percent")
                        .asInt());
        assertEquals(
                100,
                ecs.attribute("aws_ecs_service.clickhouse", "deployment_maximum_percent")
                        .asInt());
    }

    @ParameterizedTest(name = "{0} at *.{1}")
    @CsvSource({"dev, dev.ohealth-ng.com", "staging, staging.ohealth-ng.com", "prod, ohealth-ng.com"})
    void fourServicesAreRoutedByHost(String environment, String zone) {
        UnitJson ecs = ecs(environment);
        assertEquals(
                "[api, graphql, provider_api, sse]",
                names(environment, "aws_lb_target_group").toString());
        Map.of("api", "api", "graphql", "graphql", "sse", "sse", "provider_api", "provider")
                .forEach((service, host) -> {
                    assertEquals(
                            host + "." + zone,
                            ecs.attribute("aws_lb_listener_rule." + service, "condition.0.host_header.values.0")
                                    .asText());
                    JsonNode group = ecs.resource("aws_lb_target_group." + service);
                    assertEquals("/health", group.at("/health_check/path").asText(), service);
                    assertEquals(30, group.at("/health_check/interval").asInt(), service);
                    assertTrue(group.at("/stickiness/enabled").asBoolean(), service + " has no stickiness");
                });
        assertEquals(4, names(environment, "aws_route53_record").size());
        assertEquals(
                "ELBSecurityPolicy-TLS13-1-3-2021-06",
                ecs.attribute("aws_lb_listener.https", "ssl_policy").asText());
        assertFalse(ecs.addresses().contains("aws_lb_listener.http"), "the text has HTTPS only");
        assertTrue(ecs.attribute("aws_lb.main", "enable_http2").asBoolean());
    }

    @Test
    void streamsMayBeSilentAsLongAsAStoppingTaskKeepsThem() {
        UnitJson ecs = ecs("prod");
        assertEquals(300, ecs.attribute("aws_lb.main", "idle_timeout").asInt());
        assertEquals(
                "300",
                ecs.attribute("aws_lb_target_group.sse", "deregistration_delay").asText());
        assertEquals(
                "30",
                ecs.attribute("aws_lb_target_group.api", "deregistration_delay").asText());
        assertEquals(120, container(ecs, "sse").path("stopTimeout").asInt());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"dev", "staging", "prod"})
    void allTasksShareOneGroupThatIsOpenByPort(String environment) {
        UnitJson ecs = ecs(environment);
        assertEquals(
                "[load_balancer, services]",
                names(environment, "aws_security_group").toString());
        assertEquals(
                "[load_balancer_from_internet, load_balancer_to_services_8080, services_to_clickhouse_data, services_to_db,"
                        + " services_to_redis, services_to_redis_blnk, services_to_services_4317, services_to_services_4318,"
                        + " services_to_services_5001, services_to_services_8080, services_to_services_8123, services_to_services_9000]",
                names(environment, "aws_vpc_security_group_ingress_rule").toString());
    }

    private static UnitJson ecs(String environment) {
        return FullSynthesis.unit("ohi/" + environment + "/eu-west-1/ecs");
    }

    private static Set<String> names(String environment, String type) {
        return Generated.names("ohi/" + environment + "/eu-west-1/ecs", type);
    }

    private static int target(UnitJson ecs, String policy) {
        return ecs.attribute(
                        "aws_appautoscaling_policy." + policy,
                        "target_tracking_scaling_policy_configuration.target_value")
                .asInt();
    }

    private static List<String> providers(UnitJson ecs, String service) {
        return ecs.attribute("aws_ecs_service." + service, "capacity_provider_strategy")
                .findValuesAsText("capacity_provider");
    }

    private static JsonNode container(UnitJson ecs, String service) {
        try {
            return new ObjectMapper()
                    .readTree(ecs.attribute("aws_ecs_task_definition." + id(service), "container_definitions")
                            .asText())
                    .path(0);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String id(String service) {
        return service.replace('-', '_');
    }
}
