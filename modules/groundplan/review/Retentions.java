package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Times and counts that say how long something is kept. A change to less deletes what is older, although nothing in the plan is
 * destroyed.
 *
 * @param type the resource type; {@code *} for every type that has the argument
 * @param argument the argument
 * @param unit its unit
 * @param none what a missing value and 0 mean
 * @param less the weight of a change to less
 * @param effect what happens then
 * @param nothing the weight of a change to nothing, where that is worse; else that of a change to less
 */
record Retentions(
        String type,
        String argument,
        String unit,
        Absent none,
        Danger.Weight less,
        String effect,
        Optional<Danger.Weight> nothing) {
    /** What a missing value means, and 0. */
    private enum Absent {
        /** Everything is kept. */
        FOREVER,
        /** Nothing is kept. */
        NOTHING
    }

    private static final String DAYS = "days";
    private static final String BACKUPS = "older backups are deleted";

    private static final List<Retentions> ALL = List.of(
            data("aws_cloudtrail_event_data_store", "retention_period", DAYS, "older events are deleted"),
            data("aws_cloudwatch_event_archive", "retention_days", DAYS, "older events are deleted"),
            data("aws_cloudwatch_log_group", "retention_in_days", DAYS, "older log events are deleted"),
            data("aws_kinesis_stream", "retention_period", "hours", "older records are deleted"),
            data("aws_sqs_queue", "message_retention_seconds", "seconds", "older messages are deleted"),
            data(
                    "aws_timestreamwrite_table",
                    "retention_properties.magnetic_store_retention_period_in_days",
                    DAYS,
                    "older records are deleted"),
            data(
                    "aws_prometheus_workspace_configuration",
                    "retention_period_in_days",
                    DAYS,
                    "older metrics are deleted"),
            data(
                    "aws_securitylake_data_lake",
                    "configuration.lifecycle_configuration.expiration.days",
                    DAYS,
                    "older records are deleted"),
            data(
                    "aws_sns_topic",
                    "archive_policy.MessageRetentionPeriod",
                    DAYS,
                    "older messages of the archive are deleted"),
            kept("aws_kinesis_video_stream", "data_retention_in_hours", "hours", "older recordings are deleted"),
            protection("aws_synthetics_canary", "failure_retention_period", DAYS, "older results are deleted"),
            protection("aws_synthetics_canary", "success_retention_period", DAYS, "older results are deleted"),
            protection(
                    "aws_lambda_function_event_invoke_config",
                    "maximum_event_age_in_seconds",
                    "seconds",
                    "events that fail are discarded sooner"),
            protection(
                    "aws_lambda_function_event_invoke_config",
                    "maximum_retry_attempts",
                    "attempts",
                    "events that fail are discarded sooner"),
            data("aws_redshift_snapshot_copy", "retention_period", DAYS, "older copies are deleted"),
            backups("*", "automatic_backup_retention_days", DAYS),
            backups("*", "backup_retention_period", DAYS),
            backups("*", "snapshot_retention_limit", DAYS),
            backups("*", "automated_snapshot_retention_period", DAYS),
            backups("aws_db_instance_automated_backups_replication", "retention_period", DAYS),
            backups("aws_dynamodb_table", "point_in_time_recovery.recovery_period_in_days", DAYS),
            protection("*", "backtrack_window", "seconds", "the database can be rewound less far"),
            protection("aws_dlm_lifecycle_policy", "policy_details.schedule.retain_rule.count", "snapshots", BACKUPS),
            protection("aws_dlm_lifecycle_policy", "policy_details.schedule.retain_rule.interval", DAYS, BACKUPS),
            protection(
                    "aws_backup_vault_lock_configuration", "min_retention_days", DAYS, "backups may be deleted sooner"),
            protection(
                    "aws_s3_bucket_object_lock_configuration",
                    "rule.default_retention.days",
                    DAYS,
                    "new objects may be deleted sooner"),
            protection(
                    "aws_s3_bucket_object_lock_configuration",
                    "rule.default_retention.years",
                    "years",
                    "new objects may be deleted sooner"),
            protection(
                    "aws_iam_account_password_policy",
                    "minimum_password_length",
                    "characters",
                    "weaker passwords are accepted"),
            protection(
                    "aws_cognito_user_pool",
                    "password_policy.minimum_length",
                    "characters",
                    "weaker passwords are accepted"),
            protection("*", "recovery_window_in_days", DAYS, "a deletion can be undone for less long"),
            protection("*", "deletion_window_in_days", DAYS, "a deletion can be cancelled for less long"),
            protection("*", "performance_insights_retention_period", DAYS, "older measurements are deleted"));

    private static Retentions data(String type, String argument, String unit, String effect) {
        return new Retentions(type, argument, unit, Absent.FOREVER, Danger.Weight.DATA_LOSS, effect, Optional.empty());
    }

    /** What is kept for no time if there is no value. */
    private static Retentions kept(String type, String argument, String unit, String effect) {
        return new Retentions(type, argument, unit, Absent.NOTHING, Danger.Weight.DATA_LOSS, effect, Optional.empty());
    }

    private static Retentions backups(String type, String argument, String unit) {
        return new Retentions(
                type,
                argument,
                unit,
                Absent.NOTHING,
                Danger.Weight.PROTECTION,
                BACKUPS,
                Optional.of(Danger.Weight.DATA_LOSS));
    }

    private static Retentions protection(String type, String argument, String unit, String effect) {
        return new Retentions(type, argument, unit, Absent.NOTHING, Danger.Weight.PROTECTION, effect, Optional.empty());
    }

    static List<Danger> of(ResourceChange change) {
        List<Danger> dangers = new ArrayList<>();
        if (change.does() == ResourceChange.Does.UPDATE) {
            ALL.stream()
                    .filter(row -> row.type.equals("*") || row.type.equals(change.type()))
                    .forEach(row -> row.judge(change).ifPresent(dangers::add));
        }
        return dangers;
    }

    private Optional<Danger> judge(ResourceChange change) {
        Argument at = new Argument(argument);
        JsonNode was = at.in(change.before());
        JsonNode will = at.in(change.after());
        if (change.notKnown(at)) {
            return was.isMissingNode() || was.isNull() ? Optional.empty() : Optional.of(Danger.notKnown(argument));
        }
        if (was.isMissingNode() && will.isMissingNode() || none == Absent.NOTHING && was.isMissingNode()) {
            return Optional.empty();
        }
        BigDecimal before = Argument.number(was).orElse(BigDecimal.ZERO);
        BigDecimal after = Argument.number(will).orElse(BigDecimal.ZERO);
        if (none == Absent.FOREVER) {
            boolean shorter = after.signum() > 0 && (before.signum() == 0 || after.compareTo(before) < 0);
            return shorter ? Optional.of(reduced(less, before, after)) : Optional.empty();
        }
        if (after.compareTo(before) >= 0) {
            return Optional.empty();
        }
        if (nothing.isPresent() && after.signum() == 0) {
            return Optional.of(new Danger(
                    nothing.get(),
                    argument + " is reduced from " + before + " " + unit + " to 0: all automatic backups are deleted"));
        }
        return Optional.of(reduced(less, before, after));
    }

    private Danger reduced(Danger.Weight weight, BigDecimal before, BigDecimal after) {
        String change = before.signum() == 0
                ? " is set to " + after.toPlainString() + " " + unit + ", while nothing expired before: "
                : " is reduced from " + before.toPlainString() + " to " + after.toPlainString() + " " + unit + ": ";
        return new Danger(weight, argument + change + effect);
    }
}
