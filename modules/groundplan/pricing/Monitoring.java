package groundplan.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** CloudWatch alarms, dashboards and metrics. */
final class Monitoring {
    /** An anomaly detection alarm counts as three metrics: the metric and both bounds. */
    private static final int METRICS_OF_A_BAND = 3;

    private static final double STANDARD_PERIOD_SECONDS = 60;

    private Monitoring() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_cloudwatch_metric_alarm", Monitoring::alarm)
                .metered(
                        "aws_cloudwatch_composite_alarm",
                        (alarm, usage, bill) -> bill.add("composite alarm", "cloudwatch.composite_alarm", 1))
                .metered(
                        "aws_cloudwatch_dashboard",
                        (dashboard, usage, bill) -> bill.add("dashboard", "cloudwatch.dashboard", 1))
                .metered(
                        "aws_cloudwatch_log_metric_filter",
                        (filter, usage, bill) -> bill.add("metric", "cloudwatch.metric", 1))
                .partOf(
                        "the services that X-Ray traces",
                        "aws_xray_encryption_config",
                        "aws_xray_group",
                        "aws_xray_sampling_rule")
                .free("aws_budgets_budget", "aws_ce_anomaly_monitor", "aws_ce_anomaly_subscription");
    }

    private static void alarm(Subject alarm, Usage usage, Bill bill) {
        List<JsonNode> queries = alarm.blocks("metric_query");
        long metrics = queries.isEmpty()
                ? 1
                : queries.stream()
                        .map(query -> Resources.items(query.path("metric")))
                        .filter(list -> !list.isEmpty())
                        .count();
        boolean band = queries.stream()
                .anyMatch(query -> query.path("expression").asText().contains("ANOMALY_DETECTION_BAND"));
        double period = queries.stream()
                .map(query -> Resources.at(query, "metric.period"))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .min()
                .orElse(alarm.number("period", STANDARD_PERIOD_SECONDS));
        bill.add(
                "alarm on " + metrics + (metrics == 1 ? " metric" : " metrics") + (band ? " and its band" : ""),
                period < STANDARD_PERIOD_SECONDS ? "cloudwatch.fast_alarm_metric" : "cloudwatch.alarm_metric",
                (double) (band ? Math.max(metrics, 1) * METRICS_OF_A_BAND : metrics));
    }
}
