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
    /** Resources that protect or watch others, and what happens when they are destroyed. */
    private static final Map<String, String> GUARDS = Effects.of("guards.csv");

    /**
     * An argument whose loss is a risk: of a list any of its values, of others the whole value.
     *
     * @param types the resource types
     * @param any whether the loss of one of several values is a risk
     * @param effect what happens then
     * @param weight how bad that is
     */
    private record Kept(Set<String> types, Argument argument, boolean any, String effect, Danger.Weight weight) {
        Kept(Set<String> types, String argument, boolean any, String effect) {
            this(types, new Argument(argument), any, effect, Danger.Weight.PROTECTION);
        }

        Kept(String type, String argument, boolean any, Danger.Weight weight, String effect) {
            this(Set.of(type), new Argument(argument), any, effect, weight);
        }
    }

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
            new Kept(Set.of("aws_dynamodb_table"), "replica", true, "the copies of these regions are deleted"),
            new Kept(
                    Set.of("aws_inspector2_enabler"),
                    "resource_types",
                    true,
                    "vulnerabilities of these are no longer found"),
            new Kept(
                    Set.of("aws_organizations_organization"),
                    "aws_service_access_principals",
                    true,
                    "these services no longer see all accounts"),
            new Kept(
                    Set.of("aws_organizations_organization"),
                    "enabled_policy_types",
                    true,
                    "policies of these types no longer count"),
            new Kept(
                    Set.of("aws_opensearch_domain", "aws_elasticsearch_domain"),
                    "log_publishing_options",
                    true,
                    "these logs are no longer kept"),
            new Kept(
                    Set.of("aws_rds_cluster"),
                    "global_cluster_identifier",
                    false,
                    "it is no longer copied to other regions"),
            new Kept(
                    "aws_db_instance",
                    "replicate_source_db",
                    false,
                    Danger.Weight.IRREVERSIBLE,
                    "it becomes a database of its own, and does not become a replica again"),
            new Kept(
                    "aws_dynamodb_table",
                    "global_secondary_index",
                    true,
                    Danger.Weight.OUTAGE,
                    "queries of these indexes fail"),
            new Kept(
                    "aws_cloudfront_distribution",
                    "aliases",
                    true,
                    Danger.Weight.OUTAGE,
                    "it no longer answers to these names"),
            new Kept(
                    "aws_cloudfront_distribution",
                    "default_cache_behavior.trusted_key_groups",
                    false,
                    Danger.Weight.EXPOSURE,
                    "requests need no signature any more"),
            new Kept(
                    "aws_cloudfront_distribution",
                    "default_cache_behavior.trusted_signers",
                    false,
                    Danger.Weight.EXPOSURE,
                    "requests need no signature any more"));

    /** The arguments by which blocks are known. */
    private static final List<String> NAMED_BY = List.of("region_name", "log_type", "name");

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
        JsonNode was = kept.argument.in(change.before());
        JsonNode will = kept.argument.in(change.after());
        // What is not known yet has a value, such as the ARN of something new.
        if (kept.argument.unknown(change.unknown()) || empty(was)) {
            return Optional.empty();
        }
        if (!kept.any) {
            return empty(will)
                    ? Optional.of(new Danger(kept.weight, kept.argument.path() + " is removed: " + kept.effect))
                    : Optional.empty();
        }
        Set<String> gone = names(was);
        gone.removeAll(names(will));
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(new Danger(
                        kept.weight, kept.argument.path() + " loses " + String.join(", ", gone) + ": " + kept.effect));
    }

    private static boolean empty(JsonNode value) {
        return value.isContainerNode() ? value.isEmpty() : Argument.text(value).isEmpty();
    }

    /** The names of blocks, or the values of a list; a block that is switched off does not count. */
    private static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(item -> {
            if (item.path("enabled").asBoolean(true)) {
                names.add(NAMED_BY.stream()
                        .filter(item::has)
                        .findFirst()
                        .map(name -> item.path(name).asText())
                        .orElse(item.asText()));
            }
        });
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
