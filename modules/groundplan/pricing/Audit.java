package groundplan.pricing;

/** Auditing and security of an account: trails, threat detection, configuration, posture. */
final class Audit {
    private Audit() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_cloudtrail", Audit::trail)
                .metered("aws_guardduty_detector", Audit::detector)
                .metered("aws_guardduty_detector_feature", Audit::feature)
                .metered(
                        "aws_config_configuration_recorder",
                        (recorder, usage, bill) -> bill.add(
                                "configuration items",
                                "config.item_thousand",
                                usage.security().audit().configItemsThousands()))
                .metered(
                        "aws_config_config_rule",
                        (rule, usage, bill) -> bill.add(
                                "evaluations",
                                "config.evaluation_thousand",
                                usage.security().audit().ruleEvaluationsThousands()))
                .metered(
                        "aws_securityhub_account",
                        (hub, usage, bill) -> bill.add(
                                "checks",
                                "securityhub.check_thousand",
                                usage.security().audit().postureChecksThousands()))
                .partOf(
                        "the checks of its account",
                        "aws_securityhub_action_target",
                        "aws_securityhub_finding_aggregator",
                        "aws_securityhub_product_subscription",
                        "aws_securityhub_standards_control",
                        "aws_securityhub_standards_subscription")
                .partOf("its recorder", "aws_config_configuration_recorder_status", "aws_config_delivery_channel")
                .partOf("its detector", "aws_guardduty_filter", "aws_guardduty_publishing_destination")
                .metered("aws_accessanalyzer_analyzer", Audit::analyzer)
                .free(
                        "aws_ebs_default_kms_key",
                        "aws_ebs_encryption_by_default",
                        "aws_ebs_snapshot_block_public_access",
                        "aws_ec2_image_block_public_access",
                        "aws_ec2_instance_metadata_defaults",
                        "aws_iam_account_password_policy",
                        "aws_account_alternate_contact");
    }

    /** The first copy of management events is free; data events and insights are always billed. */
    private static void trail(Subject trail, Usage usage, Bill bill) {
        boolean data = trail.blocks("advanced_event_selector").stream()
                        .anyMatch(selector -> selector.toString().contains("\"Data\""))
                || trail.blocks("event_selector").stream().anyMatch(selector -> selector.has("data_resource"));
        bill.add(
                "data events",
                "cloudtrail.data_events_million",
                data ? usage.security().audit().dataEventsMillion() : 0);
        bill.add(
                "insights",
                "cloudtrail.insight_events_million",
                trail.blocks("insight_selector").size()
                        * usage.security().audit().insightEventsMillion());
    }

    private static void detector(Subject detector, Usage usage, Bill bill) {
        bill.add("events", "guardduty.events_million", usage.security().audit().detectorEventsMillion());
        bill.add(
                "flow and DNS logs",
                "guardduty.logs_gb",
                usage.security().audit().detectorLogsGb());
    }

    /** Events of buckets are billed by number; the other features by other quantities. */
    private static void feature(Subject feature, Usage usage, Bill bill) {
        boolean buckets = feature.text("name").orElse("").equals("S3_DATA_EVENTS")
                && feature.text("status").orElse("").equals("ENABLED");
        bill.add(
                "events of buckets",
                "guardduty.bucket_events_million",
                buckets ? usage.security().audit().detectorEventsMillion() : 0);
    }

    /** Analyzers of external access are free; those of unused access are billed by role. */
    private static void analyzer(Subject analyzer, Usage usage, Bill bill) {
        if (analyzer.text("type").orElse("ACCOUNT").contains("UNUSED")) {
            throw new Subject.Unreadable("type is for unused access, for which the table has no price");
        }
    }
}
