package groundplan.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units with one service or function each: their alarms, events, figures and graphs. */
class ServicesTest {
    private static final String IMAGE = "public.ecr.aws/shop/api@sha256:" + "0".repeat(64);
    private static final Synthesized ENV = Synthesized.of(
            """
      kms: {}
      network:
        cidr: 10.0.0.0/16
        zones: [a, b]
      storage: {}
      certificate:
        domain_name: api.shop.example.com
        dns: dns
      dns:
        zone_name: shop.example.com
      compute/ecs-cluster:
        kind: ecs-cluster
      database:
        kind: rds
        instance_class: db.t4g.medium
        storage: {allocated_storage: 20}
        database: {engine: mysql, engine_version: "8.0", db_name: shop}
      services/orders/ecs-alb-service:
        kind: ecs-alb-service
        name: api
        cluster: compute/ecs-cluster
        service:
          image: {external: "%s"}
          port: 8080
          routing: {priority: 10, protocol: HTTP, host_names: [api.shop.example.com]}
          deployment: {deploys: pipeline}
        load_balancer: {require_web_acl: false}
        blue_green: {enabled: true}
        units: {storage: storage}
      api:
        kind: lambda-http-api
        function:
          description: Answers.
          deployment:
            deploys: pipeline
            deployment_config_name: CodeDeployDefault.LambdaAllAtOnce
        api:
          routes:
            all: {route_key: $default}
      consumer:
        kind: lambda-sqs-consumer
        function:
          description: Works off.
          deployment: {deploys: pipeline}
      observability:
        watch:
          databases: [database]
          services:
            ecs_alb_services: [services/orders/ecs-alb-service]
            lambda_http_apis: [api]
            lambda_sqs_consumers: [consumer]
        custom_metrics:
          reservation_success_rate:
            namespace: shop/api
            metric_name: reservation_success_rate
            description: share of reservations that succeed, in percent
        log_metrics:
          api_errors:
            description: errors that the API logs
            unit: {lambda_http_api: api}
            pattern: '{ $.level = "ERROR" }'
          service_errors:
            description: errors that the service logs
            unit: {ecs_alb_service: services/orders/ecs-alb-service}
            pattern: '{ $.level = "error" }'
          slow_queries:
            description: queries that are slow
            database: {rds: database, log: slowquery}
            pattern: '"Query_time"'
        dashboard: [application, functions]
      """
                    .formatted(IMAGE));
    private static final UnitJson UNIT = ENV.unit("observability");

    @ParameterizedTest(name = "row 72: {0} is told of above {1}")
    @CsvSource({
        "api_error_rate_critical, 5",
        "api_throttles_warning, 0",
        "api_api_error_rate_warning, 1",
        "api_api_latency_p95_warning, 1",
        "consumer_queue_age_warning, 300",
        "consumer_dead_letters_warning, 0",
        "services_orders_ecs_alb_service_orders_cpu_warning, 80",
        "services_orders_ecs_alb_service_balancer_errors_warning, 10",
        "services_orders_ecs_alb_service_unhealthy_targets_critical, 0",
        "database_cpu_warning, 80",
        "database_connections_warning, 80"
    })
    void alarms(String name, double threshold) {
        String address = "aws_cloudwatch_metric_alarm." + name;
        assertEquals(threshold, UNIT.attribute(address, "threshold").asDouble(), address);
        assertEquals(
                "GreaterThanThreshold",
                UNIT.attribute(address, "comparison_operator").asText(),
                address);
        assertTrue(UNIT.attribute(address, "alarm_actions.0").asText().startsWith("${aws_sns_topic."), address);
    }

    @Test
    @DisplayName("tasks that take turns in two target groups are counted in both")
    void blueAndGreen() {
        String address = "aws_cloudwatch_metric_alarm.services_orders_ecs_alb_service_unhealthy_targets_critical";
        List<String> groups = UNIT.resource(address).findValuesAsText("TargetGroup");
        assertEquals(2, groups.size(), groups::toString);
        assertTrue(groups.toString().contains("green_target_group_arn_suffix"), groups::toString);
    }

    @Test
    @DisplayName("a queue's and an API's alarms compare their own metrics")
    void dimensions() {
        assertEquals(
                "${data.terraform_remote_state.consumer.outputs.dead_letter_queue_name}",
                UNIT.attribute("aws_cloudwatch_metric_alarm.consumer_dead_letters_warning", "dimensions.QueueName")
                        .asText());
        assertEquals(
                List.of("Count", "5xx"),
                UNIT.resource("aws_cloudwatch_metric_alarm.api_api_error_rate_warning")
                        .findValuesAsText("metric_name"));
    }

    @Test
    @DisplayName("shifts that CodeDeploy took back are events, and those of services name one service")
    void events() {
        String shift = UNIT.attribute("aws_cloudwatch_event_rule.failed_shift", "event_pattern")
                .asText();
        assertTrue(shift.contains("services_orders_ecs_alb_service.outputs.deployment_name"), shift);
        assertTrue(shift.contains("api.outputs.deployment_name"), shift);
        String scaled = UNIT.attribute(
                        "aws_cloudwatch_event_rule.services_orders_ecs_alb_service_scaled_to_max", "event_pattern")
                .asText();
        assertFalse(scaled.contains("prefix"), "the cluster has other services: " + scaled);
    }

    @Test
    @DisplayName("figures are taken from the logs of a function, a service and a database")
    void logs() {
        assertEquals(
                "${data.terraform_remote_state.api.outputs.log_group_name}",
                UNIT.attribute("aws_cloudwatch_log_metric_filter.api_errors", "log_group_name")
                        .asText());
        assertEquals(
                "${data.terraform_remote_state.services_orders_ecs_alb_service.outputs.log_group_name}",
                UNIT.attribute("aws_cloudwatch_log_metric_filter.service_errors", "log_group_name")
                        .asText());
        assertTrue(UNIT.attribute("aws_cloudwatch_log_metric_filter.slow_queries", "log_group_name")
                .asText()
                .matches("/aws/rds/instance/.*/slowquery"));
    }

    @Test
    @DisplayName("dashboards show throughput, errors, latency, and figures that only the application has")
    void dashboards() throws IOException {
        List<String> titles = new ArrayList<>();
        JsonNode body = new ObjectMapper()
                .readTree(UNIT.attribute("aws_cloudwatch_dashboard.main", "dashboard_body")
                        .asText());
        body.path("widgets")
                .forEach(widget -> titles.add(widget.at("/properties/title").asText()));
        for (String title : List.of(
                "api: request rate (per second)",
                "api: error rate (percent)",
                "api: response time (milliseconds)",
                "services/orders/ecs-alb-service: error rate (percent)",
                "reservation_success_rate: share of reservations that succeed, in percent",
                "Invocations of functions",
                "Waiting messages",
                "consumer: failed invocations (percent)")) {
            assertTrue(titles.contains(title), () -> title + " in " + titles);
        }
    }

    @Test
    void oneLogIsNamed() {
        List<String> problems = Synthesized.problems(
                """
        kms: {}
        observability:
          log_metrics:
            both:
              description: of two logs
              unit: {}
              pattern: x
        """);
        assertTrue(problems.toString().contains("one unit is required"), problems::toString);
    }
}
