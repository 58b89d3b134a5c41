package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Protections that a change removes. */
final class Protections {
    /** Arguments that protect when true. */
    private static final Map<String, String> ON = Map.ofEntries(
            Map.entry("deletion_protection", "deletion is no longer prevented by AWS"),
            Map.entry("enable_deletion_protection", "deletion is no longer prevented by AWS"),
            Map.entry("deletion_protection_enabled", "deletion is no longer prevented by AWS"),
            Map.entry("storage_encrypted", "it is no longer encrypted"),
            Map.entry("at_rest_encryption_enabled", "it is no longer encrypted"),
            Map.entry("transit_encryption_enabled", "connections are no longer encrypted"),
            Map.entry("multi_az", "there is no standby any more"),
            Map.entry("multi_az_enabled", "there is no standby any more"),
            Map.entry("automatic_failover_enabled", "there is no automatic failover any more"),
            Map.entry("enable_key_rotation", "the key is no longer rotated"),
            Map.entry("block_public_acls", "the bucket may become public"),
            Map.entry("block_public_policy", "the bucket may become public"),
            Map.entry("ignore_public_acls", "the bucket may become public"),
            Map.entry("restrict_public_buckets", "the bucket may become public"),
            Map.entry("enable_log_file_validation", "changed log files would not be detected"),
            Map.entry("is_multi_region_trail", "other regions are no longer recorded"));

    /** Arguments that are a risk when true. */
    private static final Map<String, String> OFF = Map.of(
            "force_destroy", "a destroy would empty it first",
            "skip_final_snapshot", "a destroy would take no final snapshot",
            "publicly_accessible", "it becomes reachable from the Internet");

    /** Retention periods in days: more is safer. */
    private static final List<String> DAYS = List.of(
            "backup_retention_period",
            "snapshot_retention_limit",
            "retention_in_days",
            "recovery_window_in_days",
            "deletion_window_in_days");

    /** Retention periods in seconds: more is safer. */
    private static final List<String> SECONDS = List.of("backtrack_window");

    /** Resources that protect others. */
    private static final Map<String, String> GUARDS = Map.ofEntries(
            Map.entry("aws_backup_selection", "its resources are no longer backed up"),
            Map.entry("aws_cloudtrail", "API calls are no longer logged"),
            Map.entry("aws_cloudwatch_metric_alarm", "there are no more notifications"),
            Map.entry("aws_config_configuration_recorder", "changes are no longer recorded"),
            Map.entry("aws_flow_log", "connections are no longer recorded"),
            Map.entry("aws_lambda_code_signing_config", "functions accept unsigned code"),
            Map.entry("aws_guardduty_detector", "threats are no longer detected"),
            Map.entry("aws_s3_bucket_public_access_block", "the bucket may become public"),
            Map.entry("aws_s3_bucket_versioning", "replaced objects are lost"),
            Map.entry("aws_secretsmanager_secret_rotation", "the secret is no longer rotated"),
            Map.entry("aws_wafv2_web_acl_association", "requests are no longer filtered"));

    private Protections() {}

    /** Whether a resource of this type protects others. */
    static boolean guards(String type) {
        return GUARDS.containsKey(type);
    }

    static List<Danger> of(ResourceChange change) {
        List<Danger> dangers = new ArrayList<>();
        if (change.does() == ResourceChange.Does.DESTROY && GUARDS.containsKey(change.type())) {
            dangers.add(danger("is destroyed: " + GUARDS.get(change.type())));
        }
        if (change.does() != ResourceChange.Does.UPDATE && change.does() != ResourceChange.Does.REPLACE) {
            return dangers;
        }
        JsonNode before = change.before();
        JsonNode after = change.after();
        ON.forEach((argument, loss) -> {
            if (before.path(argument).asBoolean() && isFalse(after.path(argument))) {
                dangers.add(danger(argument + " is disabled: " + loss));
            }
        });
        OFF.forEach((argument, loss) -> {
            if (isFalse(before.path(argument)) && after.path(argument).asBoolean()) {
                dangers.add(danger(argument + " is enabled: " + loss));
            }
        });
        DAYS.forEach(argument -> shorter(before.path(argument), after.path(argument), argument, "days", dangers));
        SECONDS.forEach(argument -> shorter(before.path(argument), after.path(argument), argument, "seconds", dangers));
        String status = "versioning_configuration";
        if (before.path(status).path(0).path("status").asText().equals("Enabled")
                && after.path(status).path(0).path("status").asText().equals("Suspended")) {
            dangers.add(danger("versions are no longer kept: replaced objects are lost"));
        }
        return dangers;
    }

    private static void shorter(JsonNode before, JsonNode after, String argument, String unit, List<Danger> dangers) {
        if (before.isInt() && after.isInt() && after.asInt() < before.asInt()) {
            dangers.add(danger(argument + " is reduced from " + before + " to " + after + " " + unit));
        }
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.asBoolean();
    }

    private static Danger danger(String what) {
        return new Danger(Danger.Weight.PROTECTION, what);
    }
}
