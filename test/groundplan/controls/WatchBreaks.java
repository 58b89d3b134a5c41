package groundplan.controls;

import java.util.List;

/** Mistakes in logs, topics, alarms, the audit trail and an account's baseline. */
final class WatchBreaks {
    private static final String LOGS = "aws_cloudwatch_log_group";
    private static final String ALARM = "aws_cloudwatch_metric_alarm";
    private static final String FILTER = "aws_cloudwatch_log_metric_filter";
    private static final String EVENTS = "aws_db_event_subscription";
    private static final String TRAIL = "aws_cloudtrail";
    private static final String DETECTOR = "aws_guardduty_detector";
    private static final String FEATURE = "aws_guardduty_detector_feature";
    private static final String RECORDER = "aws_config_configuration_recorder";
    private static final String BLOCK = "aws_s3_account_public_access_block";
    private static final String PASSWORDS = "aws_iam_account_password_policy";

    private WatchBreaks() {}

    static final List<Break> ALL = List.of(
            Break.drop("logs are kept for ever", LOGS, "retention_in_days"),
            Break.set("logs are kept for a week", LOGS, "retention_in_days", "7"),
            Break.drop("logs without our own key", LOGS, "kms_key_id"),
            Break.drop("topic without our own key", "aws_sns_topic", "kms_master_key_id")
                    .offends("CKV_AWS_26"),
            Break.drop("queue without our own key", "aws_sqs_queue", "kms_master_key_id")
                    .offends("CKV_AWS_27"),
            Break.grant(
                    "anybody publishes to the topic",
                    "aws_sns_topic_policy",
                    "policy",
                    "{\"Effect\": \"Allow\","
                            + " \"Principal\": \"*\", \"Action\": \"sns:Publish\", \"Resource\": \"*\"}"),
            Break.set("alarm is silent", ALARM, "actions_enabled", "false"),
            Break.drop("alarm tells nobody", ALARM, "alarm_actions"),
            Break.withoutAll("failures of the database are not told", EVENTS, ".*failures"),
            Break.set("events of the database are switched off", EVENTS, "enabled", "false"),
            Break.withoutAll("full disk of the database is not told", ALARM, ".*_free_storage_.*"),
            Break.withoutAll("busy services are not told", ALARM, "ecs_.*_cpu_.*"),
            Break.withoutAll("evictions of the cache are not told", ALARM, ".*_evictions_.*"),
            Break.set("trail of one region", TRAIL, "is_multi_region_trail", "false"),
            Break.set("trail without global services", TRAIL, "include_global_service_events", "false"),
            Break.set("log files may be forged", TRAIL, "enable_log_file_validation", "false"),
            Break.set("trail switched off", TRAIL, "enable_logging", "false"),
            Break.drop("trail without our own key", TRAIL, "kms_key_id"),
            Break.drop("trail without a log group", TRAIL, "cloud_watch_logs_group_arn"),
            Break.set("trail writes to somebody's bucket", TRAIL, "s3_bucket_name", "\"audit-logs-of-others\""),
            Break.rewrite("trail notes objects and nothing else", TRAIL, "\"Management\"", "\"Data\""),
            Break.without("log files may become public", "aws_s3_bucket_public_access_block")
                    .named("trail")
                    .offends("CKV2_AWS_6"),
            Break.without("nobody knows who reads log files", "aws_s3_bucket_logging")
                    .named("trail"),
            Break.without("uses of the root user are not counted", FILTER).named("trail_root_use"),
            Break.without("sign-ins without a second factor are not told", ALARM)
                    .named("trail_without_mfa_.*"),
            Break.rewrite("changes of role policies are not counted", FILTER, "PutRolePolicy", "ListRolePolicies"),
            Break.drop("key deletions tell nobody", ALARM, "alarm_actions").named("trail_key_deletions_.*"),
            Break.set("stopped trails are told to nobody", ALARM, "actions_enabled", "false")
                    .named("trail_trail_changes_.*"),
            Break.set("changes of routes are counted elsewhere", FILTER, "metric_transformation.name", "\"routes\"")
                    .named("trail_route_changes"),
            Break.set("GuardDuty switched off", DETECTOR, "enable", "false"),
            Break.without("GuardDuty does not look at S3", FEATURE).named("s3_data_events"),
            Break.set("GuardDuty's look at RDS switched off", FEATURE, "status", "\"DISABLED\"")
                    .named("rds_login_events"),
            Break.without("Security Hub checks nothing", "aws_securityhub_standards_subscription"),
            Break.set(
                    "global resources are not recorded",
                    RECORDER,
                    "recording_group.include_global_resource_types",
                    "false"),
            Break.set("recorder switched off", "aws_config_configuration_recorder_status", "is_enabled", "false"),
            Break.without("nobody looks for what is open to others", "aws_accessanalyzer_analyzer"),
            Break.without("buckets of the account may become public", BLOCK),
            Break.set("buckets of the account may get public policies", BLOCK, "block_public_policy", "false"),
            Break.set("new volumes are not encrypted", "aws_ebs_encryption_by_default", "enabled", "false"),
            Break.set("passwords of eight characters", PASSWORDS, "minimum_password_length", "8"),
            Break.set("former passwords come back", PASSWORDS, "password_reuse_prevention", "1"));
}
