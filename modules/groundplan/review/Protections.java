package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Safeguards that go. */
final class Protections {
    /** Switches that protect while they are on. */
    private static final Map<String, String> ON = Map.ofEntries(
            Map.entry("deletion_protection", "AWS would refuse to delete it until now"),
            Map.entry("enable_deletion_protection", "AWS would refuse to delete it until now"),
            Map.entry("deletion_protection_enabled", "AWS would refuse to delete it until now"),
            Map.entry("storage_encrypted", "it is no longer encrypted"),
            Map.entry("at_rest_encryption_enabled", "it is no longer encrypted"),
            Map.entry("transit_encryption_enabled", "connections are no longer encrypted"),
            Map.entry("multi_az", "its standby goes"),
            Map.entry("multi_az_enabled", "its standby goes"),
            Map.entry("automatic_failover_enabled", "nothing takes over when it fails"),
            Map.entry("enable_key_rotation", "the key is no longer rotated"),
            Map.entry("block_public_acls", "the bucket may become public"),
            Map.entry("block_public_policy", "the bucket may become public"),
            Map.entry("ignore_public_acls", "the bucket may become public"),
            Map.entry("restrict_public_buckets", "the bucket may become public"),
            Map.entry("enable_log_file_validation", "nobody would notice a changed log"),
            Map.entry("is_multi_region_trail", "other regions are no longer recorded"));

    /** Switches that endanger while they are on. */
    private static final Map<String, String> OFF = Map.of(
            "force_destroy", "a destroy would empty it first",
            "skip_final_snapshot", "a destroy would leave no snapshot",
            "publicly_accessible", "it becomes reachable from the Internet");

    /** Days that protect the more there are. */
    private static final List<String> DAYS = List.of(
            "backup_retention_period",
            "snapshot_retention_limit",
            "retention_in_days",
            "recovery_window_in_days",
            "deletion_window_in_days");

    /** Seconds that protect the more there are. */
    private static final List<String> SECONDS = List.of("backtrack_window");

    /** Resources that protect others by being there. */
    private static final Map<String, String> GUARDS = Map.ofEntries(
            Map.entry("aws_backup_selection", "nothing chooses what is backed up"),
            Map.entry("aws_cloudtrail", "nobody records who did what"),
            Map.entry("aws_cloudwatch_metric_alarm", "nobody is told any more"),
            Map.entry("aws_config_configuration_recorder", "changes are no longer recorded"),
            Map.entry("aws_flow_log", "connections are no longer recorded"),
            Map.entry("aws_lambda_code_signing_config", "functions take code of anybody's"),
            Map.entry("aws_guardduty_detector", "threats are no longer looked for"),
            Map.entry("aws_s3_bucket_public_access_block", "the bucket may become public"),
            Map.entry("aws_s3_bucket_versioning", "replaced objects are gone"),
            Map.entry("aws_secretsmanager_secret_rotation", "the secret is no longer replaced"),
            Map.entry("aws_wafv2_web_acl_association", "requests are no longer filtered"));

    private Protections() {}

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
                dangers.add(danger(argument + " is switched off: " + loss));
            }
        });
        OFF.forEach((argument, loss) -> {
            if (isFalse(before.path(argument)) && after.path(argument).asBoolean()) {
                dangers.add(danger(argument + " is switched on: " + loss));
            }
        });
        DAYS.forEach(argument -> shorter(before.path(argument), after.path(argument), argument, "days", dangers));
        SECONDS.forEach(argument -> shorter(before.path(argument), after.path(argument), argument, "seconds", dangers));
        String status = "versioning_configuration";
        if (before.path(status).path(0).path("status").asText().equals("Enabled")
                && after.path(status).path(0).path("status").asText().equals("Suspended")) {
            dangers.add(danger("versions are no longer kept: a replaced object is gone"));
        }
        return dangers;
    }

    private static void shorter(JsonNode before, JsonNode after, String argument, String unit, List<Danger> dangers) {
        if (before.isInt() && after.isInt() && after.asInt() < before.asInt()) {
            dangers.add(danger(argument + " goes down from " + before + " to " + after + " " + unit));
        }
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.asBoolean();
    }

    private static Danger danger(String what) {
        return new Danger(Danger.Weight.PROTECTION, what);
    }
}
