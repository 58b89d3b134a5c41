package groundplan.pricing;

/** CloudWatch Logs: ingestion and storage. */
final class Logs {
    private static final double PERCENT = 100;
    private static final double DAYS_OF_A_MONTH = 730.0 / 24;
    /** Logs without expiration are counted for one year. */
    private static final double DAYS_OF_A_YEAR = 365;

    private Logs() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_cloudwatch_log_group", Logs::group)
                .free(
                        "aws_cloudwatch_log_data_protection_policy",
                        "aws_cloudwatch_log_resource_policy",
                        "aws_cloudwatch_log_stream",
                        "aws_cloudwatch_log_subscription_filter",
                        "aws_cloudwatch_query_definition");
    }

    private static void group(Subject group, Usage usage, Bill bill) {
        double gb = gb(group, usage.monitoring());
        double days = group.number("retention_in_days", 0);
        double months = (days == 0 ? DAYS_OF_A_YEAR : days) / DAYS_OF_A_MONTH;
        bill.add("ingested", "cloudwatch.log_gb", gb);
        bill.add(
                "kept",
                "cloudwatch.log_stored_gb",
                gb * months * usage.monitoring().storedPercent() / PERCENT);
    }

    private static double gb(Subject group, MonitoringUsage usage) {
        if (!group.referrers("aws_flow_log").isEmpty()) {
            return usage.flowLogGb();
        }
        return group.referrers("aws_ecs_task_definition").isEmpty() ? usage.otherLogGb() : usage.serviceLogGb();
    }
}
