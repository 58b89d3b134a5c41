package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.FullSynthesis;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says of Health Platform's metrics, alerts and audit, held against what is generated. */
class HealthPlatformMonitoringTest {
    private static final String WATCH = "health-platform/prod/us-east-1/observability";
    private static final String AUDIT = "health-platform/prod/us-east-1/cloudtrail";
    private static final String ACCOUNT = "health-platform/prod/us-east-1/account";

    @ParameterizedTest(name = "{0} at {1} for {2} minutes")
    @CsvSource({
        "ecs_backend_cpu_warning, 80, 5",
        "ecs_frontend_cpu_warning, 80, 5",
        "database_cpu_warning, 80, 5",
        "database_reader_cpu_warning, 80, 5",
        "ecs_backend_memory_warning, 80, 5",
        "ecs_frontend_memory_warning, 80, 5",
        "ecs_backend_disk_warning, 85, 5",
        "ecs_frontend_disk_warning, 85, 5",
        "database_free_storage_warning, 15, 5",
        "database_connection_share_warning, 80, 5"
    })
    void figuresThatMustLast(String alarm, String threshold, String minutes) {
        String address = "aws_cloudwatch_metric_alarm." + alarm;
        Generated.is(WATCH, address, "threshold", threshold);
        Generated.is(WATCH, address, "evaluation_periods", minutes);
        Generated.is(WATCH, address, "datapoints_to_alarm", minutes);
    }

    @ParameterizedTest(name = "{0}: {1} within {2} seconds at {3}")
    @CsvSource({
        "prod, ecs_connection_errors_warning, 300, 1", "prod, ecs_error_rate_critical, 120, 5",
        "staging, ecs_connection_errors_warning, 300, 1", "staging, ecs_error_rate_critical, 120, 5",
        "dev, ecs_error_rate_critical, 120, 5"
    })
    void sharesOfRequests(String environment, String alarm, int seconds, String threshold) {
        String unit = "health-platform/" + environment + "/us-east-1/observability";
        String address = "aws_cloudwatch_metric_alarm." + alarm;
        Generated.is(unit, address, "threshold", threshold);
        for (JsonNode period : FullSynthesis.unit(unit).resource(address).findValues("period")) {
            assertEquals(seconds, period.asInt(), unit + " " + address);
        }
    }

    @Test
    @DisplayName("response time: above 1 s on average for 5 minutes")
    void responseTime() {
        String address = "aws_cloudwatch_metric_alarm.ecs_latency_average_warning";
        Generated.is(WATCH, address, "metric_name", "TargetResponseTime");
        Generated.is(WATCH, address, "statistic", "Average");
        Generated.is(WATCH, address, "threshold", "1");
        Generated.is(WATCH, address, "period", "300");
    }

    @Test
    @DisplayName("request volume: unusual spikes and drops")
    void unusualNumbersOfRequests() {
        String address = "aws_cloudwatch_metric_alarm.ecs_unusual_requests_warning";
        Generated.is(WATCH, address, "comparison_operator", "LessThanLowerOrGreaterThanUpperThreshold");
        assertTrue(
                FullSynthesis.unit(WATCH).resource(address).toString().contains("ANOMALY_DETECTION_BAND(figure, 3)"),
                address);
    }

    @ParameterizedTest(name = "{0} is told that tasks fail /health")
    @ValueSource(strings = {"backend", "frontend"})
    void healthEndpoints(String service) {
        Generated.is(
                WATCH,
                "aws_cloudwatch_metric_alarm.ecs_" + service + "_unhealthy_targets_critical",
                "metric_name",
                "UnHealthyHostCount");
    }

    @Test
    @DisplayName("critical alerts: a mail, Slack, and PagerDuty for who is on call")
    void criticalAlertsReachThreePlaces() {
        assertEquals(
                Set.of("critical_email_alerts_health_example_com", "critical_pagerduty"),
                Generated.names(WATCH, "aws_sns_topic_subscription"));
        assertEquals(
                2,
                Generated.names(WATCH, "aws_chatbot_slack_channel_configuration")
                        .size());
        Generated.is(
                WATCH,
                "aws_lambda_function.pagerduty_critical",
                "environment.variables.PARAMETER_ARN",
                "${data.terraform_remote_state.parameters.outputs.parameter_arns.pagerduty_routing_key}");
    }

    @Test
    @DisplayName(
            "the dashboard shows infrastructure, application and costs, with the replica and each node of the cache")
    void theDashboard() {
        String body = FullSynthesis.unit(WATCH)
                .attribute("aws_cloudwatch_dashboard.main", "dashboard_body")
                .asText();
        for (String shown : List.of(
                "# Application",
                "# Infrastructure",
                "# Cost",
                "EstimatedCharges",
                "${data.terraform_remote_state.database.outputs.replica_identifiers.reader}",
                "ReplicaLag",
                "${data.terraform_remote_state.redis.outputs.node_ids.shard_1_node_1}")) {
            assertTrue(body.contains(shown), "the dashboard does not show " + shown);
        }
    }

    @ParameterizedTest(name = "security event: {0}")
    @CsvSource({
        // Failed login attempts.
        "aws_cloudwatch_metric_alarm.trail_failures_warning",
        "aws_cloudwatch_metric_alarm.trail_without_mfa_critical",
        // Privilege escalation.
        "aws_cloudwatch_metric_alarm.trail_permission_changes_warning",
        // Unusual API access patterns.
        "aws_cloudwatch_metric_alarm.trail_unauthorized_calls_warning",
        // Data access anomalies.
        "aws_cloudwatch_event_rule.threat",
        // Configuration drift.
        "aws_cloudwatch_event_rule.failed_control",
        // Vulnerability scans.
        "aws_cloudwatch_event_rule.vulnerable_image"
    })
    void securityEventsAreTold(String address) {
        assertTrue(FullSynthesis.unit(WATCH).addresses().contains(address), WATCH + " has no " + address);
    }

    @Test
    @DisplayName("HIPAA: who read or wrote which document is noted, and kept for six years")
    void accessesToDocumentsAreNoted() {
        String selectors = FullSynthesis.unit(AUDIT)
                .attribute("aws_cloudtrail.main", "advanced_event_selector")
                .toString();
        for (String bucket : List.of("uploads", "backups")) {
            assertTrue(selectors.contains("bucket_arns." + bucket + "}/"), selectors);
        }
        assertEquals(
                List.of("ApiCallRateInsight", "ApiErrorRateInsight"),
                FullSynthesis.unit(AUDIT)
                        .attribute("aws_cloudtrail.main", "insight_selector")
                        .findValuesAsText("insight_type"));
        Generated.is(AUDIT, "aws_s3_bucket_lifecycle_configuration.trail", "rule.0.expiration.days", "2192");
    }

    @Test
    @DisplayName("the account is watched: threats, drift, and what is open to others")
    void theAccountIsWatched() {
        Generated.is(ACCOUNT, "aws_guardduty_detector.main", "enable", "true");
        Generated.is(ACCOUNT, "aws_guardduty_detector_feature.s3_data_events", "status", "ENABLED");
        Generated.is(ACCOUNT, "aws_config_configuration_recorder.main", "recording_group.all_supported", "true");
        Generated.is(ACCOUNT, "aws_accessanalyzer_analyzer.main", "type", "ACCOUNT");
    }
}
