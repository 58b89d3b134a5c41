package groundplan.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ObservabilityUnitTest {
    private static final Synthesized ENV = Synthesized.of(Example.REST + Example.WATCHING);
    private static final UnitJson UNIT = ENV.unit("observability");
    private static final UnitJson OWN = ENV.unit("own");

    @Test
    @DisplayName("critical: a service is unhealthy when a target fails its check or a task is missing")
    void unhealthyServiceIsCritical() {
        alarm(UNIT, "ecs_sign_unhealthy_targets_critical", "GreaterThanThreshold", 0, "critical");
        assertEquals(
                "UnHealthyHostCount",
                UNIT.attribute(address("ecs_sign_unhealthy_targets_critical"), "metric_name")
                        .asText());
        String missing = "ecs_sign_missing_tasks_critical";
        alarm(UNIT, missing, "GreaterThanThreshold", 0, "critical");
        assertEquals("wanted - running", figure(UNIT, missing));
        assertEquals(
                "breaching",
                UNIT.attribute(address(missing), "treat_missing_data").asText(),
                "a service that nobody counts is not known to run");
    }

    @Test
    @DisplayName(
            "error rate: warning above 1 %, critical above 5 %, of requests that got an error from target or balancer")
    void errorRate() {
        alarm(UNIT, "ecs_error_rate_critical", "GreaterThanThreshold", 5, "critical");
        alarm(UNIT, "ecs_error_rate_warning", "GreaterThanThreshold", 1, "warning");
        Set<String> metrics = new TreeSet<>();
        UNIT.attribute(address("ecs_error_rate_critical"), "metric_query").forEach(query -> {
            if (query.has("metric")) {
                metrics.add(query.path("metric").path("metric_name").asText());
                assertEquals(300, query.path("metric").path("period").asInt(), "five minutes are one figure");
            }
        });
        assertEquals(Set.of("RequestCount", "HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count"), metrics);
        assertEquals("100 * failed / IF(served > failed, served, failed)", figure(UNIT, "ecs_error_rate_critical"));
    }

    @Test
    @DisplayName("critical: database CPU above 90 %, free disk below 10 % of what the disk has")
    void databaseIsCritical() {
        alarm(UNIT, "rds_cpu_critical", "GreaterThanThreshold", 90, "critical");
        alarm(UNIT, "rds_free_storage_critical", "LessThanThreshold", 10, "critical");
        assertEquals(
                "100 * free / (${data.terraform_remote_state.rds.outputs.allocated_storage_gib} * 1073741824)",
                figure(UNIT, "rds_free_storage_critical"));
    }

    @Test
    @DisplayName("warning: response time of 95 in 100 requests above 1 s")
    void latencyIsAWarning() {
        alarm(UNIT, "ecs_latency_p95_warning", "GreaterThanThreshold", 1, "warning");
        assertEquals(
                "p95",
                UNIT.attribute(address("ecs_latency_p95_warning"), "extended_statistic")
                        .asText());
        assertEquals(
                "evaluate",
                UNIT.attribute(address("ecs_latency_p95_warning"), "evaluate_low_sample_count_percentiles")
                        .asText());
    }

    @Test
    @DisplayName("warning: scaling, each step by its figure and the limit by its event")
    void scalingIsAWarning() {
        alarm(UNIT, "ecs_sign_scaling_steps_warning", "GreaterThanThreshold", 0, "warning");
        assertFalse(UNIT.has(address("ecs_sign_scaling_steps_warning"), "ok_actions"), "the end of a step is no news");
        ObjectNode pattern = UNIT.policy("aws_cloudwatch_event_rule.ecs_scaled_to_max", "event_pattern");
        assertEquals("aws.application-autoscaling", pattern.at("/source/0").asText());
        assertEquals(
                "service/${data.terraform_remote_state.ecs.outputs.cluster_name}/",
                pattern.at("/detail/resourceId/0/prefix").asText());
        assertEquals(
                "${aws_sns_topic.warning.arn}",
                UNIT.attribute("aws_cloudwatch_event_target.ecs_scaled_to_max", "arn")
                        .asText());
        ObjectNode form =
                UNIT.policy("aws_cloudwatch_event_target.ecs_scaled_to_max", "input_transformer.input_template");
        assertEquals("custom", form.path("source").asText(), "Slack shows only the form of a custom notification");
    }

    @Test
    @DisplayName("row 72: load balancer, database, cache and services have alarms that act")
    void alarmsOfTheControls() {
        Set<String> watched = new HashSet<>();
        for (String address : UNIT.addresses()) {
            if (address.startsWith("aws_cloudwatch_metric_alarm.")) {
                assertTrue(UNIT.attribute(address, "actions_enabled").asBoolean(), address + " actions_enabled");
                assertEquals(1, UNIT.attribute(address, "alarm_actions").size(), address + " alarm_actions");
                watched.add(UNIT.resource(address).path("metric_name").asText());
            }
        }
        for (String metric : List.of(
                "HTTPCode_ELB_5XX_Count",
                "UnHealthyHostCount",
                "CPUUtilization",
                "DatabaseConnections",
                "MemoryUtilization",
                "DatabaseMemoryUsagePercentage",
                "Evictions")) {
            assertTrue(watched.contains(metric), "no alarm on " + metric + " among " + watched);
        }
        assertTrue(
                UNIT.addresses().contains(address("elasticache_node_1_memory_warning")),
                "each node is watched by itself");
        assertTrue(
                UNIT.addresses().contains(address("elasticache_node_2_memory_warning")),
                "each node is watched by itself");
    }

    @Test
    @DisplayName("a threshold that is given replaces both; an empty one switches the alarm off")
    void thresholdsAreSettings() {
        alarm(OWN, "ecs_error_rate_critical", "GreaterThanThreshold", 2.5, "critical");
        alarm(OWN, "ecs_latency_average_warning", "GreaterThanThreshold", 1, "warning");
        for (String off : List.of("ecs_error_rate_warning", "ecs_sign_cpu_warning")) {
            assertFalse(OWN.addresses().contains(address(off)), off + " is switched off");
        }
        for (String off :
                List.of("aws_cloudwatch_event_rule.ecs_scaled_to_max", "aws_db_event_subscription.database_changes")) {
            assertFalse(OWN.addresses().contains(off), off + " is switched off");
        }
        assertEquals(
                "${aws_sns_topic.critical.arn}",
                OWN.attribute("aws_cloudwatch_event_target.ecs_failed_deployment", "arn")
                        .asText());
    }

    @Test
    @DisplayName("the dashboard shows what the users see, what it runs on, and what it costs")
    void dashboard() {
        String body = UNIT.attribute("aws_cloudwatch_dashboard.main", "dashboard_body")
                .asText();
        for (String shown : List.of(
                "RequestCount",
                "PERIOD(requests)",
                "\"p50\"",
                "\"p95\"",
                "\"p99\"",
                "ActiveConnectionCount",
                "AWS/ECS",
                "AWS/RDS",
                "NetworkReceiveThroughput",
                "ReadIOPS",
                "WriteIOPS",
                "EstimatedCharges",
                "DIFF(bill)",
                "BlockedRequests")) {
            assertTrue(body.contains(shown), "aws_cloudwatch_dashboard.main dashboard_body does not show " + shown);
        }
        Set<String> places = new HashSet<>();
        UNIT.policy("aws_cloudwatch_dashboard.main", "dashboard_body")
                .path("widgets")
                .forEach(widget -> {
                    assertTrue(
                            places.add(widget.path("x") + "/" + widget.path("y")),
                            "two widgets in one place: " + widget);
                    if (widget.path("type").asText().equals("metric")) {
                        assertEquals(
                                "us-east-1", widget.at("/properties/region").asText());
                    }
                });
    }

    @Test
    @DisplayName("without anything to watch there are topics and a dashboard")
    void nothingToWatch() {
        assertEquals(
                Set.of(
                        "aws_sns_topic.critical",
                        "aws_sns_topic.warning",
                        "aws_sns_topic_policy.critical",
                        "aws_sns_topic_policy.warning",
                        "aws_cloudwatch_dashboard.main"),
                ENV.unit("bare").addresses());
    }

    @Test
    @DisplayName("another service changes no other resource's address")
    void addingAServiceKeepsAddresses() {
        String api =
                """
        |    api:
        |      image: {external: "public.ecr.aws/shop/api@sha256:%s"}
        |      port: 3002
        |      routing: {priority: 200, protocol: HTTP, host_names: [api.example.com]}
        """
                        .replace("|", "")
                        .formatted("1".repeat(64));
        String another = Example.REST + api + Example.WATCHING;
        Set<String> added =
                new TreeSet<>(Synthesized.of(another).unit("observability").addresses());
        assertTrue(
                added.containsAll(UNIT.addresses()),
                "gone: "
                        + UNIT.addresses().stream()
                                .filter(a -> !added.contains(a))
                                .toList());
        added.removeAll(UNIT.addresses());
        assertTrue(
                added.stream().allMatch(address -> address.startsWith("aws_cloudwatch_metric_alarm.ecs_api_")),
                added.toString());
        assertEquals(5, added.size(), added.toString());
    }

    @Test
    @DisplayName("settings that cannot be meant are refused with what would be right")
    void problems() {
        problem(
                "alarms:\n    load_balancer:\n      error_rate_percent: {warning: 6, critical: 5}",
                "must be below critical (5.0)");
        problem(
                "alarms:\n    database:\n      free_storage_percent: {warning: 5, critical: 10}",
                "must be above critical (10.0)");
        problem("dashboard: [application]", "watch.ecs and watch.services; name a unit");
        problem(
                "notifications:\n    critical:\n      slack: {workspace_id: X, channel_id: C0WARNING}",
                "is not of the form T");
        problem("notifications:\n    critical:\n      pagerduty: {routing_key: abcdef}", "looks like a secret");
    }

    private static void problem(String settings, String expected) {
        List<String> problems = Synthesized.problems("kms: {}\nobservability:\n  " + settings + "\n");
        assertTrue(
                problems.stream().anyMatch(problem -> problem.contains(expected)),
                expected + " is not among " + problems);
    }

    private static void alarm(UnitJson unit, String name, String comparison, double threshold, String topic) {
        assertEquals(
                comparison, unit.attribute(address(name), "comparison_operator").asText(), name);
        assertEquals(threshold, unit.attribute(address(name), "threshold").asDouble(), name + " threshold");
        assertEquals(
                "${aws_sns_topic." + topic + ".arn}",
                unit.attribute(address(name), "alarm_actions.0").asText(),
                name);
    }

    /** The formula of the figure that an alarm compares. */
    private static String figure(UnitJson unit, String name) {
        List<String> formulas = new ArrayList<>();
        unit.attribute(address(name), "metric_query").forEach(query -> {
            if (query.path("return_data").asBoolean()) {
                formulas.add(query.path("expression").asText());
            }
        });
        assertEquals(1, formulas.size(), name + " must return one figure");
        return formulas.get(0);
    }

    private static String address(String alarm) {
        return "aws_cloudwatch_metric_alarm." + alarm;
    }
}
