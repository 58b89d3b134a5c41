package groundplan.pricing;

import org.junit.jupiter.api.Test;

/** What watches, warns and keeps. */
class MonitoringTest {
    @Test
    void anAlarmIsPaidByTheMetricsThatItReads() {
        Example alarms = Example.of(
                """
        "aws_cloudwatch_metric_alarm": {
          "plain": {"metric_name": "CPUUtilization", "period": 60},
          "rate": {"metric_query": [{"id": "a", "metric": {"period": 300}}, {"id": "b", "metric": [{"period": 300}]},
            {"id": "c", "expression": "a/b"}]},
          "band": {"metric_query": [{"id": "a", "metric": {"period": 300}},
            {"id": "b", "expression": "ANOMALY_DETECTION_BAND(a)"}]},
          "fast": {"metric_name": "Errors", "period": 10}}
        """);
        alarms.costs("aws_cloudwatch_metric_alarm.plain", "alarm on 1 metric: 1 metric-month = 0.10");
        alarms.costs("aws_cloudwatch_metric_alarm.rate", "alarm on 2 metrics: 2 metric-month = 0.20");
        alarms.costs("aws_cloudwatch_metric_alarm.band", "alarm on 1 metric and its band: 3 metric-month = 0.30");
        alarms.costs("aws_cloudwatch_metric_alarm.fast", "alarm on 1 metric: 1 metric-month = 0.30");
    }

    @Test
    void aLogIsPaidByWhatGoesInAndByWhatStays() {
        Example logs = Example.of(
                """
        "aws_cloudwatch_log_group": {"flow": {"retention_in_days": 365}, "api": {"retention_in_days": 30}, "other": {}},
        "aws_flow_log": {"main": {"log_destination": "${aws_cloudwatch_log_group.flow.arn}"}},
        "aws_ecs_task_definition": {"api": {"container_definitions":
          "[{\\"awslogs-group\\":\\"${aws_cloudwatch_log_group.api.name}\\"}]"}}
        """);
        // 20 GB a month of which 15 % stay, for 12 months of 30.4 days.
        logs.costs("aws_cloudwatch_log_group.flow", "ingested: 20 GB = 10.00", "kept: 36 GB-month = 1.08");
        logs.costs("aws_cloudwatch_log_group.api", "ingested: 2 GB = 1.00", "kept: 0.2959 GB-month = 0.01");
        logs.costs("aws_cloudwatch_log_group.other", "ingested: 0.5 GB = 0.25", "kept: 0.9 GB-month = 0.03");
    }

    @Test
    void keysAndSecretsArePaidByTheMonthAndByTheCall() {
        Example.of("\"aws_kms_key\": {\"data\": {}}")
                .costs("aws_kms_key.data", "key: 1 key-month = 1.00", "requests: 1 10k requests = 0.03");
        Example.of("\"aws_secretsmanager_secret\": {\"jwt\": {}}")
                .costs("aws_secretsmanager_secret.jwt", "secret: 1 secret-month = 0.40", "reads: 2 10k calls = 0.10");
    }

    @Test
    void parametersArePaidWhenTheyAreAdvanced() {
        Example parameters = Example.of(
                """
        "aws_ssm_parameter": {"plain": {"type": "SecureString"}, "long": {"tier": "Advanced"}}
        """);
        parameters.costs("aws_ssm_parameter.plain");
        parameters.costs("aws_ssm_parameter.long", "advanced parameter: 1 parameter-month = 0.05");
    }

    @Test
    void aTrailIsPaidForDataEventsOnly() {
        Example trails = Example.of(
                """
        "aws_cloudtrail": {"management": {}, "data": {"advanced_event_selector": [{"field_selector":
          [{"field": "eventCategory", "equals": ["Data"]}]}]}, "buckets": {"event_selector": [{"data_resource": [{}]}],
          "insight_selector": [{"insight_type": "ApiCallRateInsight"}, {"insight_type": "ApiErrorRateInsight"}]}}
        """);
        trails.costs("aws_cloudtrail.management");
        trails.costs("aws_cloudtrail.data", "data events: 3 million events = 3.00");
        trails.costs(
                "aws_cloudtrail.buckets", "data events: 3 million events = 3.00", "insights: 8 million events = 28.00");
    }

    @Test
    void whatWatchesTheAccountIsPaidByWhatItSees() {
        Example account = Example.of(
                """
        "aws_guardduty_detector": {"main": {}},
        "aws_guardduty_detector_feature": {"buckets": {"name": "S3_DATA_EVENTS", "status": "ENABLED"}, "off": {"name":
          "S3_DATA_EVENTS", "status": "DISABLED"}, "databases": {"name": "RDS_LOGIN_EVENTS", "status": "ENABLED"}},
        "aws_config_configuration_recorder": {"main": {}}, "aws_config_config_rule": {"one": {}},
        "aws_securityhub_account": {"main": {}},
        "aws_accessanalyzer_analyzer": {"reach": {"type": "ACCOUNT"}, "unused": {"type": "ACCOUNT_UNUSED_ACCESS"}}
        """);
        account.costs(
                "aws_guardduty_detector.main", "events: 5 million events = 20.00", "flow and DNS logs: 6 GB = 6.00");
        account.costs("aws_guardduty_detector_feature.buckets", "events of buckets: 5 million events = 4.00");
        account.costs("aws_guardduty_detector_feature.off");
        account.costs("aws_guardduty_detector_feature.databases");
        account.costs("aws_config_configuration_recorder.main", "configuration items: 7 thousand items = 21.00");
        account.costs("aws_config_config_rule.one", "evaluations: 8 thousand evaluations = 8.00");
        account.costs("aws_securityhub_account.main", "checks: 9 thousand checks = 9.00");
        account.costs("aws_accessanalyzer_analyzer.reach");
        account.doesNotKnow(
                "aws_accessanalyzer_analyzer.unused", "type is for unused access, for which the table has no price");
    }

    @Test
    void bucketsArePaidByWhatIsInThemAndByRequest() {
        Example buckets = Example.of(
                """
        "aws_s3_bucket": {"small": {}, "large": {}},
        "aws_s3_bucket_replication_configuration": {"large": {"bucket": "${aws_s3_bucket.large.bucket}"}}
        """);
        buckets.costs(
                "aws_s3_bucket.small",
                "storage: 10 GB-month = 0.23",
                "writes: 30 thousand requests = 0.15",
                "reads: 400 thousand requests = 0.16");
        buckets.costs(
                "aws_s3_bucket.large",
                "storage: 200 GB-month = 4.60",
                "writes: 30 thousand requests = 0.15",
                "reads: 400 thousand requests = 0.16");
        buckets.costs("aws_s3_bucket_replication_configuration.large", "transfer to the other region: 50 GB = 1.00");
    }

    @Test
    void repositoriesAndFileSystemsArePaidByTheGb() {
        Example data = Example.of(
                """
        "aws_ecr_repository": {"api": {}},
        "aws_efs_file_system": {"bursting": {}, "elastic": {"throughput_mode": "elastic"},
          "provisioned": {"throughput_mode": "provisioned", "provisioned_throughput_in_mibps": 2}},
        "aws_efs_backup_policy": {"on": {"backup_policy": {"status": "ENABLED"}},
          "off": {"backup_policy": {"status": "DISABLED"}}}
        """);
        data.costs("aws_ecr_repository.api", "images: 6 GB-month = 0.60");
        data.costs("aws_efs_file_system.bursting", "storage: 70 GB-month = 21.00");
        data.costs(
                "aws_efs_file_system.elastic",
                "storage: 70 GB-month = 21.00",
                "reads: 8 GB = 0.24",
                "writes: 8 GB = 0.48");
        data.costs(
                "aws_efs_file_system.provisioned", "storage: 70 GB-month = 21.00", "throughput: 2 MiBps-month = 12.00");
        data.costs("aws_efs_backup_policy.on", "daily backups: 70 GB-month = 3.50");
        data.costs("aws_efs_backup_policy.off");
    }

    @Test
    void functionsArePaidByMemoryAndTime() {
        // 10 000 invocations of half a second with an eighth and a half of a GB.
        Example functions = Example.of(
                """
        "aws_apigatewayv2_api": {"main": {}},
        "aws_lambda_function": {"small": {"architectures": ["arm64"]}, "large": {"memory_size": 512}}
        """);
        functions.costs("aws_apigatewayv2_api.main", "requests: 0.01 million requests = 0.01");
        functions.costs(
                "aws_lambda_function.small",
                "requests: 0.01 million requests = 0.00",
                "duration: 625 GB-second = 0.01");
        functions.costs(
                "aws_lambda_function.large",
                "requests: 0.01 million requests = 0.00",
                "duration: 2500 GB-second = 0.04");
    }

    @Test
    void tablesOnDemandArePaidByRequest() {
        Example tables = Example.of(
                """
        "aws_dynamodb_table": {"locks": {"billing_mode": "PAY_PER_REQUEST", "point_in_time_recovery": {"enabled": true}},
          "provisioned": {"read_capacity": 5}}
        """);
        tables.costs(
                "aws_dynamodb_table.locks",
                "writes: 1 million writes = 0.63",
                "reads: 1 million reads = 0.13",
                "storage: 2 GB-month = 0.50",
                "point-in-time recovery: 2 GB-month = 0.40");
        tables.doesNotKnow(
                "aws_dynamodb_table.provisioned",
                "billing_mode is not PAY_PER_REQUEST, and the table has no price for other modes");
    }

    @Test
    void messagesArePaidByTheMillion() {
        Example.of("\"aws_sns_topic_subscription\": {\"mail\": {\"protocol\": \"email\"}}")
                .costs("aws_sns_topic_subscription.mail", "e-mails: 6 thousand e-mails = 0.12");
        Example.of("\"aws_sns_topic_subscription\": {\"function\": {\"protocol\": \"lambda\"}}")
                .costs("aws_sns_topic_subscription.function");
    }
}
