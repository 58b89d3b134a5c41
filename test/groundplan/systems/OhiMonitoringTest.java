package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.FullSynthesis;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says of ohi's alarms, dashboards and audit trail, held against what is generated. */
class OhiMonitoringTest {
    private static final String WATCH = "ohi/prod/eu-west-1/observability";
    private static final String TRAIL = "ohi/prod/eu-west-1/cloudtrail";

    @ParameterizedTest(name = "{0} has an alarm on a high error rate")
    @ValueSource(strings = {"dev", "staging", "prod"})
    void aHighErrorRateIsAnAlarm(String environment) {
        String unit = "ohi/" + environment + "/eu-west-1/observability";
        Generated.is(unit, "aws_cloudwatch_metric_alarm.ecs_error_rate_critical", "threshold", "5");
        Generated.is(unit, "aws_cloudwatch_metric_alarm.ecs_error_rate_warning", "threshold", "1");
    }

    @ParameterizedTest(name = "{0}: {1} has an alarm on low healthy hosts")
    @CsvSource({"prod, api", "prod, graphql", "prod, sse", "prod, provider_api", "staging, api", "dev, sse"})
    void lowHealthyHostsAreAnAlarm(String environment, String service) {
        String unit = "ohi/" + environment + "/eu-west-1/observability";
        String address = "aws_cloudwatch_metric_alarm.ecs_" + service + "_healthy_targets_critical";
        Generated.is(unit, address, "metric_name", "HealthyHostCount");
        Generated.is(unit, address, "comparison_operator", "LessThanThreshold");
        Generated.is(unit, address, "threshold", "1");
    }

    @Test
    @DisplayName("the dashboard shows CPU, memory and network, and what CloudFront does in its own region")
    void theDashboardShowsTheTextsMetrics() {
        String body = FullSynthesis.unit(WATCH)
                .attribute("aws_cloudwatch_dashboard.main", "dashboard_body")
                .asText();
        for (String shown : List.of(
                "CPUUtilization",
                "MemoryUtilization",
                "NetworkRxBytes",
                "NetworkReceiveThroughput",
                "AWS/CloudFront",
                "BytesDownloaded",
                "${data.terraform_remote_state.frontend.outputs.distribution_id}")) {
            assertTrue(body.contains(shown), "the dashboard does not show " + shown);
        }
    }

    @Test
    @DisplayName("production has an audit trail of the account, kept for a year")
    void productionHasAnAuditTrail() {
        Generated.is(TRAIL, "aws_cloudtrail.main", "is_multi_region_trail", "true");
        Generated.is(TRAIL, "aws_cloudtrail.main", "name", "ohi-prod-trail");
        Generated.is(TRAIL, "aws_s3_bucket_lifecycle_configuration.trail", "rule.0.expiration.days", "365");
        Generated.is(WATCH, "aws_cloudwatch_metric_alarm.trail_root_use_critical", "threshold", "0");
        for (String environment : List.of("dev", "staging")) {
            assertEquals(
                    Set.of(),
                    Generated.names(
                            "ohi/" + environment + "/eu-west-1/observability", "aws_cloudwatch_log_metric_filter"),
                    "one trail covers the account");
        }
    }
}
