package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.FullSynthesis;
import groundplan.testing.UnitJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What H2O's text says of its backend and of the way to it, held against what is generated. */
class H2oServicesTest {
    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource({
        "dev, aws_ecs_cluster.main, name, h2o-dev",
        "prod, aws_ecs_cluster.main, name, h2o-prod",
        "dev, aws_ecs_service.backend, name, h2o-backend",
        "prod, aws_ecs_service.backend, name, h2o-backend",
        "dev, aws_ecs_task_definition.backend, family, h2o-dev-backend",
        "prod, aws_ecs_task_definition.backend, family, h2o-backend",
        "dev, aws_cloudwatch_log_group.backend, name, /aws/ecs/h2o-dev-backend",
        "prod, aws_cloudwatch_log_group.backend, name, /aws/ecs/h2o-backend",
        "dev, aws_ecs_task_definition.backend, cpu, 2048",
        "dev, aws_ecs_task_definition.backend, memory, 4096",
        "prod, aws_ecs_task_definition.backend, cpu, 2048",
        "prod, aws_ecs_task_definition.backend, memory, 4096",
        "dev, aws_appautoscaling_target.backend, min_capacity, 1",
        "dev, aws_appautoscaling_target.backend, max_capacity, 3",
        "prod, aws_appautoscaling_target.backend, min_capacity, 2",
        "prod, aws_appautoscaling_target.backend, max_capacity, 3",
        "prod, aws_ecs_service.backend, deployment_circuit_breaker.enable, true",
        "prod, aws_ecs_service.backend, deployment_circuit_breaker.rollback, true",
        "prod, aws_ecs_service.backend, deployment_minimum_healthy_percent, 100",
        "prod, aws_lb_target_group.backend, health_check.path, /health",
        "prod, aws_lb_listener.https, port, 443"
    })
    void theTextsFigureIsGenerated(String environment, String address, String attribute, String value) {
        Generated.is("h2o/" + environment + "/us-east-1/ecs", address, attribute, value);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"dev", "prod"})
    void theBackendHasSixWorkersAndFollowsTheLoad(String environment) {
        UnitJson ecs = ecs(environment);
        String containers = ecs.attribute("aws_ecs_task_definition.backend", "container_definitions")
                .asText();
        assertTrue(containers.contains("{\"name\":\"WEB_CONCURRENCY\",\"value\":\"6\"}"), containers);
        assertTrue(
                containers.startsWith("[{\"name\":\"backend\""),
                "one-off tasks give their command to container backend");
        assertTrue(ecs.addresses().contains("aws_appautoscaling_policy.backend_cpu"));
        assertTrue(ecs.addresses().contains("aws_appautoscaling_policy.backend_memory"));
        assertFalse(ecs.addresses().contains("aws_lb_listener.http"), "the text has HTTPS only");
    }

    @Test
    void tracesAreASetting() {
        String address = "aws_ecs_task_definition.backend";
        assertTrue(
                ecs("prod").attribute(address, "container_definitions").asText().contains("\"name\":\"xray-daemon\""));
        assertTrue(ecs("prod")
                .attribute("aws_iam_role_policy.backend_task", "policy")
                .asText()
                .contains("xray:PutTraceSegments"));
        assertFalse(
                ecs("dev").attribute(address, "container_definitions").asText().contains("xray"), "dev sends traces");
    }

    private static UnitJson ecs(String environment) {
        return FullSynthesis.unit("h2o/" + environment + "/us-east-1/ecs");
    }
}
