package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.synth.UnitDocument;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Rows 87 to 89: the audit trail, and the baseline of an account. */
final class AccountRules {
    private static final List<String> FEATURES =
            List.of("S3_DATA_EVENTS", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS", "EKS_AUDIT_LOGS");

    private AccountRules() {}

    static final List<Rule> ALL = List.of(
            Rule.everywhere(87, "the audit trail covers all regions and cannot be forged", AccountRules::trail),
            Rule.inProd(
                    88,
                    "threats, weak settings and open resources of the account are found",
                    baseline(AccountRules::found)),
            Rule.inProd(89, "the account's defaults are safe", baseline(AccountRules::defaults)));

    private static void trail(Inspection inspection) {
        inspection.each("aws_cloudtrail", trail -> {
            for (String on : List.of(
                    "is_multi_region_trail",
                    "include_global_service_events",
                    "enable_log_file_validation",
                    "enable_logging")) {
                inspection.require(trail.isTrue(on), trail, "has " + on + " off");
            }
            for (String own : List.of("kms_key_id", "cloud_watch_logs_group_arn", "cloud_watch_logs_role_arn")) {
                inspection.require(!trail.text(own).isEmpty(), trail, "has no " + own);
            }
            inspection.require(
                    inspection
                            .others("aws_s3_bucket")
                            .anyMatch(bucket -> bucket.isNamedBy(trail.text("s3_bucket_name"))),
                    trail,
                    "writes to a bucket that is not its own");
            // Once selectors are given, they are all that is noted.
            inspection.require(
                    Stream.of("event_selector", "advanced_event_selector").noneMatch(trail.body()::has)
                            || trail.at("advanced_event_selector").toString().contains("\"Management\""),
                    trail,
                    "does not note the management of resources");
        });
    }

    private static void found(Inspection inspection, Resource account) {
        inspection.require(
                inspection.others("aws_guardduty_detector").anyMatch(detector -> detector.isTrue("enable")),
                account,
                "has no GuardDuty");
        FEATURES.forEach(feature -> inspection.require(
                inspection
                        .others("aws_guardduty_detector_feature")
                        .anyMatch(one -> one.text("name").equals(feature)
                                && one.text("status").equals("ENABLED")),
                account,
                "has no feature " + feature));
        inspection.require(
                inspection.others("aws_securityhub_account").findAny().isPresent()
                        && inspection
                                .others("aws_securityhub_standards_subscription")
                                .anyMatch(standard -> standard.text("standards_arn")
                                        .contains("/aws-foundational-security-best-practices/")),
                account,
                "is not checked against the foundational best practices");
        inspection.require(
                inspection
                        .others("aws_config_configuration_recorder")
                        .anyMatch(recorder -> recorder.isTrue("recording_group.all_supported")
                                && recorder.isTrue("recording_group.include_global_resource_types")),
                account,
                "does not record every resource");
        inspection.require(
                inspection
                                .others("aws_config_configuration_recorder_status")
                                .anyMatch(status -> status.isTrue("is_enabled"))
                        && inspection
                                .others("aws_config_delivery_channel")
                                .findAny()
                                .isPresent(),
                account,
                "has a recorder that is off");
        inspection.require(
                inspection.others("aws_accessanalyzer_analyzer").findAny().isPresent(),
                account,
                "has no access analyzer");
    }

    private static void defaults(Inspection inspection, Resource account) {
        inspection.require(
                inspection.others("aws_s3_account_public_access_block").anyMatch(block -> BucketRules.FLAGS.stream()
                        .allMatch(block::isTrue)),
                account,
                "may have public buckets");
        inspection.require(
                inspection.others("aws_ebs_encryption_by_default").anyMatch(volumes -> !volumes.isFalse("enabled")),
                account,
                "does not encrypt new volumes");
        inspection.require(
                inspection
                        .others("aws_iam_account_password_policy")
                        .anyMatch(policy -> policy.at("minimum_password_length").asInt() >= 14
                                && policy.at("password_reuse_prevention").asInt() == 24),
                account,
                "has no password policy of 14 characters and 24 former passwords");
    }

    /** Looks at the account's first region; in others, what is the whole account's may be left out. */
    private static Consumer<Inspection> baseline(BiConsumer<Inspection, Resource> look) {
        return inspection -> {
            UnitDocument document = inspection.document();
            boolean first = document.unit()
                    .path()
                    .region()
                    .equals(document.unit().environment().region());
            if (document.unit().kind().name().equals("account") && first) {
                JsonNode resources = document.json().path("resource");
                inspection.part("account", resources, account -> look.accept(inspection, account));
            }
        };
    }
}
