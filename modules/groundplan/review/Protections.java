package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.PlanValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Resources that protect or watch others, and that go; lists and references that do so, and that become shorter. */
final class Protections {
    /** Resources that protect or watch others. */
    private static final Map<String, String> GUARDS = Map.ofEntries(
            Map.entry("aws_accessanalyzer_analyzer", "access from outside is no longer found"),
            Map.entry("aws_backup_plan", "its resources are no longer backed up"),
            Map.entry("aws_backup_selection", "its resources are no longer backed up"),
            Map.entry("aws_backup_vault_lock_configuration", "backups may be deleted sooner"),
            Map.entry("aws_cloudtrail", "API calls are no longer logged"),
            Map.entry("aws_cloudwatch_composite_alarm", "there are no more notifications"),
            Map.entry("aws_cloudwatch_log_metric_filter", "its alarms find nothing any more"),
            Map.entry("aws_cloudwatch_metric_alarm", "there are no more notifications"),
            Map.entry("aws_config_config_rule", "its violations are no longer found"),
            Map.entry("aws_config_configuration_recorder", "changes are no longer recorded"),
            Map.entry("aws_config_configuration_recorder_status", "changes are no longer recorded"),
            Map.entry("aws_config_delivery_channel", "changes are no longer recorded"),
            Map.entry("aws_db_instance_automated_backups_replication", "backups are no longer copied"),
            Map.entry("aws_dlm_lifecycle_policy", "snapshots are no longer taken"),
            Map.entry("aws_ebs_encryption_by_default", "new volumes are no longer encrypted"),
            Map.entry("aws_efs_backup_policy", "its files are no longer backed up"),
            Map.entry("aws_efs_replication_configuration", "its files are no longer copied"),
            Map.entry("aws_flow_log", "connections are no longer recorded"),
            Map.entry("aws_guardduty_detector", "threats are no longer detected"),
            Map.entry("aws_guardduty_detector_feature", "some threats are no longer detected"),
            Map.entry("aws_inspector2_enabler", "vulnerabilities are no longer found"),
            Map.entry("aws_lambda_code_signing_config", "functions accept unsigned code"),
            Map.entry("aws_macie2_account", "sensitive data is no longer searched for"),
            Map.entry("aws_route53_query_log", "queries are no longer logged"),
            Map.entry("aws_s3_account_public_access_block", "buckets of the account may become public"),
            Map.entry("aws_s3_bucket_logging", "requests are no longer logged"),
            Map.entry("aws_s3_bucket_object_lock_configuration", "new objects are no longer locked"),
            Map.entry("aws_s3_bucket_public_access_block", "the bucket may become public"),
            Map.entry("aws_s3_bucket_replication_configuration", "objects are no longer copied"),
            Map.entry("aws_s3_bucket_versioning", "replaced objects are lost"),
            Map.entry("aws_secretsmanager_secret_rotation", "the secret is no longer rotated"),
            Map.entry("aws_securityhub_account", "findings are no longer collected"),
            Map.entry("aws_securityhub_standards_subscription", "its controls are no longer checked"),
            Map.entry("aws_shield_protection", "attacks are no longer absorbed"),
            Map.entry("aws_sns_topic_subscription", "it is no longer notified"),
            Map.entry("aws_wafv2_web_acl_association", "requests are no longer filtered"),
            Map.entry("aws_wafv2_web_acl_logging_configuration", "requests are no longer logged"));

    /**
     * An argument whose loss is a risk: of a list any of its values, of others the whole value.
     *
     * @param types the resource types
     * @param any whether the loss of one of several values is a risk
     * @param effect what happens then
     */
    private record Kept(Set<String> types, String argument, boolean any, String effect) {}

    private static final Set<String> ALARMS = Set.of("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm");

    private static final List<Kept> KEPT = List.of(
            new Kept(ALARMS, "alarm_actions", false, "the alarm notifies nobody any more"),
            new Kept(
                    Set.of("aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"),
                    "enabled_cloudwatch_logs_exports",
                    true,
                    "these logs are no longer kept"),
            new Kept(Set.of("aws_eks_cluster"), "enabled_cluster_log_types", true, "these logs are no longer kept"),
            new Kept(Set.of("aws_backup_selection"), "resources", true, "these are no longer backed up"),
            new Kept(
                    Set.of("aws_cloudtrail"),
                    "cloud_watch_logs_group_arn",
                    false,
                    "alarms on API calls find nothing any more"),
            new Kept(
                    Set.of("aws_cloudtrail"),
                    "kms_key_id",
                    false,
                    "logs are no longer encrypted with a key of its own"),
            new Kept(
                    Set.of("aws_cloudwatch_log_group"),
                    "kms_key_id",
                    false,
                    "logs are no longer encrypted with a key of its own"),
            new Kept(
                    Set.of("aws_sns_topic", "aws_sqs_queue"),
                    "kms_master_key_id",
                    false,
                    "messages are no longer encrypted with a key of its own"),
            new Kept(Set.of("aws_sqs_queue"), "redrive_policy", false, "messages that fail are not kept any more"),
            new Kept(
                    Set.of("aws_lambda_function"),
                    "dead_letter_config",
                    false,
                    "events that fail are not kept any more"),
            new Kept(Set.of("aws_cloudfront_distribution"), "web_acl_id", false, "requests are no longer filtered"),
            new Kept(Set.of("aws_cloudfront_distribution"), "logging_config", false, "requests are no longer logged"),
            new Kept(
                    Set.of("aws_apigatewayv2_stage", "aws_api_gateway_stage"),
                    "access_log_settings",
                    false,
                    "requests are no longer logged"),
            new Kept(
                    Set.of("aws_elasticache_replication_group"),
                    "user_group_ids",
                    false,
                    "whoever reaches it needs no user any more"),
            new Kept(
                    Set.of("aws_lambda_function"),
                    "code_signing_config_arn",
                    false,
                    "the function accepts unsigned code"),
            new Kept(
                    Set.of("aws_elasticache_replication_group", "aws_elasticache_cluster"),
                    "final_snapshot_identifier",
                    false,
                    "a destroy would take no final snapshot"),
            new Kept(Set.of("aws_sns_topic"), "archive_policy", false, "its messages are no longer archived"),
            new Kept(Set.of("aws_dynamodb_table"), "replica", true, "the copies of these regions are deleted"));

    private Protections() {}

    /** Whether a resource of this type protects others. */
    static boolean guards(String type) {
        return GUARDS.containsKey(type);
    }

    static List<Danger> of(ResourceChange change, PlannedResources others) {
        List<Danger> dangers = new ArrayList<>();
        if (change.does() == ResourceChange.Does.DESTROY
                && GUARDS.containsKey(change.type())
                && !others.belongsToDestroyed(change)
                && !others.createdAnew(change)) {
            dangers.add(Danger.protection("is destroyed: " + GUARDS.get(change.type())));
        }
        if (change.continues()) {
            KEPT.stream().filter(kept -> kept.types.contains(change.type())).forEach(kept -> lost(kept, change)
                    .ifPresent(dangers::add));
        }
        if (change.type().equals("aws_wafv2_web_acl") && change.continues()) {
            rules(change, dangers);
        }
        return dangers;
    }

    private static Optional<Danger> lost(Kept kept, ResourceChange change) {
        JsonNode was = change.before().path(kept.argument);
        JsonNode will = change.after().path(kept.argument);
        // What is not known yet has a value, such as the ARN of something new.
        if (new Argument(kept.argument).unknown(change.unknown()) || empty(was)) {
            return Optional.empty();
        }
        if (!kept.any) {
            return empty(will)
                    ? Optional.of(Danger.protection(kept.argument + " is removed: " + kept.effect))
                    : Optional.empty();
        }
        Set<String> gone = names(was);
        gone.removeAll(names(will));
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Danger.protection(kept.argument + " loses " + String.join(", ", gone) + ": " + kept.effect));
    }

    private static boolean empty(JsonNode value) {
        return value.isContainerNode() ? value.isEmpty() : Argument.text(value).isEmpty();
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(item ->
                names.add(item.has("region_name") ? item.path("region_name").asText() : item.asText()));
        return names;
    }

    /** Rules of a web ACL that go, or that only count what they blocked. */
    private static void rules(ResourceChange change, List<Danger> dangers) {
        Set<String> after = new TreeSet<>();
        change.after().path("rule").forEach(rule -> after.add(rule.path("name").asText() + counts(rule)));
        if (PlanValue.anyMarked(change.unknown().path("rule"))) {
            return;
        }
        change.before().path("rule").forEach(rule -> {
            String name = rule.path("name").asText();
            if (after.contains(name + "counts") && counts(rule).isEmpty()) {
                dangers.add(Danger.protection("rule " + name + " only counts requests and stops none any more"));
            } else if (!after.contains(name + "counts") && !after.contains(name)) {
                dangers.add(Danger.protection("rule " + name + " is removed: it filters no requests any more"));
            }
        });
    }

    private static String counts(JsonNode rule) {
        return !rule.path("action").path(0).path("count").isEmpty()
                        || !rule.path("override_action").path(0).path("count").isEmpty()
                ? "counts"
                : "";
    }
}
