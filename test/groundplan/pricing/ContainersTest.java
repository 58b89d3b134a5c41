package groundplan.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainersTest {
    private static final String TASK =
            """
      "aws_ecs_task_definition": {"api": {"family": "api", "cpu": "512", "memory": "1024"}},
      """;

    private static String service(String more) {
        return "\"aws_ecs_service\": {\"api\": {\"task_definition\": \"${aws_ecs_task_definition.api.arn}\", "
                + "\"cluster\": \"${aws_ecs_cluster.main.arn}\"" + more + "}}";
    }

    @Test
    void aTaskIsPaidByItsSizeForEveryHour() {
        // 2 tasks x 0.5 vCPU x 730 h x 0.04048, and 2 x 1 GB x 730 h x 0.004445.
        Example.of(TASK + service(", \"desired_count\": 2"))
                .costs(
                        "aws_ecs_service.api",
                        "vCPU, on demand: 730 vCPU-hour = 29.55",
                        "memory, on demand: 1460 GB-hour = 6.49");
    }

    @Test
    void aServiceThatSaysNothingRunsOneTask() {
        Example.of(TASK + service(""))
                .costs(
                        "aws_ecs_service.api",
                        "vCPU, on demand: 365 vCPU-hour = 14.78",
                        "memory, on demand: 730 GB-hour = 3.24");
    }

    @Test
    void armTasksHaveTheirOwnPrice() {
        Example.of(TASK.replace("\"cpu\"", "\"runtime_platform\": {\"cpu_architecture\": \"ARM64\"}, \"cpu\"")
                        + service(""))
                .costs(
                        "aws_ecs_service.api",
                        "vCPU, on demand: 365 vCPU-hour = 11.82",
                        "memory, on demand: 730 GB-hour = 2.60");
    }

    @Test
    void storageIsPaidBeyondTheTwentyGbThatEveryTaskHas() {
        Example.of(TASK.replace("\"cpu\"", "\"ephemeral_storage\": [{\"size_in_gib\": 50}], \"cpu\"") + service(""))
                .costs(
                        "aws_ecs_service.api",
                        "vCPU, on demand: 365 vCPU-hour = 14.78",
                        "memory, on demand: 730 GB-hour = 3.24",
                        "storage beyond 20 GB, on demand: 21900 GB-hour = 2.43");
    }

    @Test
    void spotCostsThirtyPercent() {
        Example.of(
                        TASK
                                + service(
                                        ", \"capacity_provider_strategy\": [{\"capacity_provider\": \"FARGATE_SPOT\", \"weight\": 1}]"))
                .costs("aws_ecs_service.api", "vCPU, Spot: 365 vCPU-hour = 4.43", "memory, Spot: 730 GB-hour = 0.97");
    }

    @Test
    void theBaseRunsWhereItIsSaidAndTheRestByWeight() {
        // Of 5 tasks 1 is the base on demand; of the other 4, 3 of 4 run on Spot.
        Example.of(TASK
                        + service(", \"desired_count\": 5, \"capacity_provider_strategy\": ["
                                + "{\"capacity_provider\": \"FARGATE\", \"base\": 1, \"weight\": 1},"
                                + "{\"capacity_provider\": \"FARGATE_SPOT\", \"weight\": 3}]"))
                .costs(
                        "aws_ecs_service.api",
                        "vCPU, on demand: 730 vCPU-hour = 29.55",
                        "memory, on demand: 1460 GB-hour = 6.49",
                        "vCPU, Spot: 1095 vCPU-hour = 13.30",
                        "memory, Spot: 2190 GB-hour = 2.92");
    }

    @ParameterizedTest
    @CsvSource({
        "desired, 1, 730",
        "desired, 3, 1095",
        "desired, 9, 2190",
        "min, 3, 730",
        "average, 3, 1460",
        "max, 3, 2190"
    })
    void withAutoscalingTheAssumptionSaysHowManyTasksRun(String basis, int desired, int vcpuHours) {
        Example scaled = Example.of(
                TASK + service(", \"desired_count\": " + desired)
                        + """
        , "aws_appautoscaling_target": {"api": {"min_capacity": 2, "max_capacity": 6,
            "resource_id": "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.api.name}"}}
        """);
        ResourceCost cost = scaled.when(Example.usage(basis)).cost("aws_ecs_service.api");
        assertEquals(
                vcpuHours, cost.lines().get(0).quantity(), () -> cost.lines().toString());
    }

    @Test
    void figuresMayBeReferences() {
        Example.of(TASK.replace("\"512\"", "\"${aws_ecs_task_definition.other.cpu}\"")
                                .replace("}},", "}, \"other\": {\"cpu\": \"2048\"}},")
                        + service(""))
                .costs(
                        "aws_ecs_service.api",
                        "vCPU, on demand: 1460 vCPU-hour = 59.10",
                        "memory, on demand: 730 GB-hour = 3.24");
    }

    @Test
    void aFigureThatNobodyGivesMakesTheCostUnknown() {
        Example.of(TASK + service(", \"desired_count\": \"${var.tasks}\""))
                .doesNotKnow("aws_ecs_service.api", "desired_count is ${var.tasks}, which is not a number");
        Example.of(service("")).doesNotKnow("aws_ecs_service.api", "task_definition is not among the resources");
    }

    @Test
    void tracesArePaidWhereTheDaemonRunsBesideTheService() {
        String daemon = "\"container_definitions\": \"[{\\\"name\\\":\\\"xray-daemon\\\"}]\", ";
        Example.of(TASK.replace("\"cpu\"", daemon + "\"cpu\"") + service(""))
                .costs(
                        "aws_ecs_service.api",
                        "vCPU, on demand: 365 vCPU-hour = 14.78",
                        "memory, on demand: 730 GB-hour = 3.24",
                        "traces: 0.7 million traces = 3.50");
    }

    @Test
    void insightsArePaidByMetric() {
        String cluster =
                """
        , "aws_ecs_cluster": {"main": {"setting": [{"name": "containerInsights", "value": "%s"}]}}
        """;
        String two = TASK + service(", \"desired_count\": 2");
        // The cluster's 8 and the service's 17; enhanced, 25 more for each of the 2 tasks, at another price.
        Example.of(two + cluster.formatted("enabled"))
                .costs("aws_ecs_cluster.main", "Container Insights: 25 metric-month = 7.50");
        Example.of(two + cluster.formatted("enhanced"))
                .costs("aws_ecs_cluster.main", "Container Insights, enhanced: 75 metric-month = 5.25");
        Example.of(two + cluster.formatted("disabled")).costs("aws_ecs_cluster.main");
    }
}
