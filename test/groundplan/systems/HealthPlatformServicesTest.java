package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.FullSynthesis;
import groundplan.testing.UnitJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Health Platform's text says of its services and of the way to them, held against what is generated. */
class HealthPlatformServicesTest {
    @ParameterizedTest(name = "{0}: {1} CPU units, {2} MiB, {3} to {4} tasks on {5}")
    @CsvSource({
        "dev, 256, 512, 1, 3, FARGATE_SPOT",
        "staging, 512, 1024, 1, 5, FARGATE",
        "prod, 1024, 2048, 2, 20, FARGATE"
    })
    void servicesHaveTheTextsSizes(
            String environment, String cpu, String memory, int fewest, int most, String provider) {
        UnitJson ecs = ecs(environment);
        assertEquals(
                "health-platform-" + environment,
                ecs.attribute("aws_ecs_cluster.main", "name").asText());
        for (String service : new String[] {"frontend", "backend"}) {
            assertEquals(
                    service, ecs.attribute("aws_ecs_service." + service, "name").asText());
            assertEquals(
                    cpu,
                    ecs.attribute("aws_ecs_task_definition." + service, "cpu").asText(),
                    service);
            assertEquals(
                    memory,
                    ecs.attribute("aws_ecs_task_definition." + service, "memory")
                            .asText(),
                    service);
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
            assertEquals(
                    provider,
                    ecs.attribute("aws_ecs_service." + service, "capacity_provider_strategy.0.capacity_provider")
                            .asText(),
                    service);
            for (String policy : new String[] {"cpu", "memory", "requests"}) {
                assertTrue(
                        ecs.addresses().contains("aws_appautoscaling_policy." + service + "_" + policy),
                        service + " " + policy);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"staging", "prod"})
    void moreTasksAreThereBeforeTheDayBegins(String environment) {
        UnitJson ecs = ecs(environment);
        for (String service : new String[] {"frontend", "backend"}) {
            String morning = "aws_appautoscaling_scheduled_action." + service + "_business_hours";
            String evening = "aws_appautoscaling_scheduled_action." + service + "_evening";
            int day = ecs.attribute(morning, "scalable_target_action.min_capacity")
                    .asInt();
            int night = ecs.attribute(evening, "scalable_target_action.min_capacity")
                    .asInt();
            assertTrue(day > night, service + " has at least " + day + " tasks by day and " + night + " by night");
            assertEquals(
                    ecs.attribute("aws_appautoscaling_target." + service, "min_capacity")
                            .asInt(),
                    night,
                    service);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"dev", "staging", "prod"})
    void requestsAreRoutedByPath(String environment) {
        UnitJson ecs = ecs(environment);
        assertEquals("/api*", path(ecs, "backend"));
        assertEquals("/*", path(ecs, "frontend"));
        assertTrue(
                ecs.attribute("aws_lb_listener_rule.backend", "priority").asInt()
                        < ecs.attribute("aws_lb_listener_rule.frontend", "priority")
                                .asInt(),
                "the frontend takes what is the backend's");
        assertEquals(3000, ecs.attribute("aws_lb_target_group.frontend", "port").asInt());
        assertEquals(5000, ecs.attribute("aws_lb_target_group.backend", "port").asInt());
        for (String service : new String[] {"frontend", "backend"}) {
            assertEquals(
                    "/health",
                    ecs.attribute("aws_lb_target_group." + service, "health_check.path")
                            .asText());
        }
        assertEquals(
                "redirect",
                ecs.attribute("aws_lb_listener.http", "default_action.0.type").asText());
        assertEquals(
                443,
                ecs.attribute("aws_vpc_security_group_ingress_rule.load_balancer_from_internet", "to_port")
                        .asInt());
        assertEquals(
                80,
                ecs.attribute("aws_vpc_security_group_ingress_rule.load_balancer_from_internet_http", "to_port")
                        .asInt());
    }

    @Test
    void namesWithoutAnEnvironmentAreProds() {
        for (String service : new String[] {"frontend", "backend"}) {
            assertEquals("/aws/ecs/health-platform/" + service, log("prod", service));
            assertEquals("/aws/ecs/health-platform/dev/" + service, log("dev", service));
            assertEquals("health-platform-" + service, family("prod", service));
            assertEquals("health-platform-dev-" + service, family("dev", service));
        }
    }

    @Test
    void theBackendIsFoundByNameAndTakesItsSecretsFromParameters() {
        UnitJson ecs = ecs("prod");
        assertEquals(
                "health-platform-prod.internal",
                ecs.attribute("aws_service_discovery_private_dns_namespace.main", "name")
                        .asText());
        String frontend = ecs.attribute("aws_ecs_task_definition.frontend", "container_definitions")
                .asText();
        assertTrue(frontend.contains("\"value\":\"backend.health-platform-prod.internal\""), frontend);
        String backend = ecs.attribute("aws_ecs_task_definition.backend", "container_definitions")
                .asText();
        assertTrue(backend.contains("parameters.outputs.parameter_arns.jwt_secret}"), backend);
        assertTrue(backend.contains("\"name\":\"DATABASE_READER_HOST\""), backend);
        assertTrue(backend.contains("\"memoryReservation\":1536"), backend);
        assertTrue(backend.contains("\"stopTimeout\":60"), backend);
    }

    private static String path(UnitJson ecs, String service) {
        return ecs.attribute("aws_lb_listener_rule." + service, "condition.1.path_pattern.values.0")
                .asText();
    }

    private static String log(String environment, String service) {
        return ecs(environment)
                .attribute("aws_cloudwatch_log_group." + service, "name")
                .asText();
    }

    private static String family(String environment, String service) {
        return ecs(environment)
                .attribute("aws_ecs_task_definition." + service, "family")
                .asText();
    }

    private static UnitJson ecs(String environment) {
        return FullSynthesis.unit("health-platform/" + environment + "/us-east-1/ecs");
    }
}
