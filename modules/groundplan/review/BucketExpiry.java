package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.PlanValue;
import groundplan.review.PlannedResources.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lifecycle rules of buckets that delete more objects, or delete them sooner, than the rules before. A rule is compared with all
 * earlier ones and not with the one of its name, so it does not matter how rules are named, ordered or split.
 */
final class BucketExpiry {
    /** When a rule deletes: present objects after some days or on a date, or earlier versions. */
    private enum Kind {
        CURRENT("objects"),
        DATED("objects"),
        NONCURRENT("earlier versions");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /**
     * What a rule deletes.
     *
     * @param days after how many days; of a date its day as a number that can be compared
     * @param kept how many newer versions are kept
     */
    private record Expiry(Kind kind, long days, long kept, Scope scope) {
        /** Whether it deletes all that the other one does, and no later. */
        boolean covers(Expiry other) {
            return kind == other.kind && days <= other.days && kept <= other.kept && scope.covers(other.scope);
        }
    }

    /** Which objects a rule is about. */
    private record Scope(String prefix, Set<String> tags, long larger, long smaller) {
        boolean covers(Scope other) {
            return other.prefix.startsWith(prefix)
                    && other.tags.containsAll(tags)
                    && larger <= other.larger
                    && smaller >= other.smaller;
        }
    }

    /** The types that hold the rules of a bucket, which is another resource. */
    private static final Set<String> LIFECYCLES =
            Set.of("aws_s3_bucket_lifecycle_configuration", "aws_s3control_bucket_lifecycle_configuration");

    private BucketExpiry() {}

    static List<Danger> of(ResourceChange change, PlannedResources others) {
        String argument = LIFECYCLES.contains(change.type())
                ? "rule"
                : change.type().equals("aws_s3_bucket") ? "lifecycle_rule" : "";
        boolean empty = change.type().equals("aws_s3_bucket")
                ? change.does() != ResourceChange.Does.UPDATE
                : change.does() != ResourceChange.Does.UPDATE && others.belongsToNew(change, Owner.BUCKET);
        if (argument.isEmpty() || empty || !change.leaves()) {
            return List.of();
        }
        if (PlanValue.anyMarked(marksThatMatter(change.unknown().path(argument)))) {
            return List.of(Danger.notKnown(argument));
        }
        boolean sameBucket = change.before()
                .path("bucket")
                .asText("")
                .equals(change.after().path("bucket").asText(""));
        List<Expiry> before = sameBucket ? expiries(change.before().path(argument)) : List.of();
        return expiries(change.after().path(argument)).stream()
                .filter(expiry -> before.stream().noneMatch(old -> old.covers(expiry)))
                .map(expiry -> Danger.loss(sentence(expiry, before)))
                .distinct()
                .toList();
    }

    /** Of Terraform's marks those that say something about a deletion: a provider computes some others. */
    private static JsonNode marksThatMatter(JsonNode marks) {
        if (!marks.isArray()) {
            return marks;
        }
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode rule : marks) {
            for (String name : List.of("expiration", "noncurrent_version_expiration", "status")) {
                JsonNode mark = rule.isBoolean() ? rule : rule.path(name);
                for (JsonNode block : mark.isArray() ? mark : List.of(mark)) {
                    if (block.isBoolean()) {
                        found.add(block);
                    }
                    for (String number : List.of("days", "date", "noncurrent_days", "newer_noncurrent_versions")) {
                        found.add(block.path(number));
                    }
                }
            }
        }
        return new com.fasterxml.jackson.databind.node.ArrayNode(
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance, found);
    }

    private static List<Expiry> expiries(JsonNode rules) {
        List<Expiry> found = new ArrayList<>();
        for (JsonNode rule : rules) {
            boolean enabled = rule.path("status").asText().equals("Enabled")
                    || rule.path("enabled").asBoolean();
            Scope scope = scope(rule);
            if (!enabled) {
                continue;
            }
            for (JsonNode expiration : rule.path("expiration")) {
                if (expiration.path("days").asLong() > 0) {
                    found.add(new Expiry(Kind.CURRENT, expiration.path("days").asLong(), 0, scope));
                }
                String digits = expiration.path("date").asText("").replaceAll("\\D", "");
                if (digits.length() >= "20300101".length()) {
                    found.add(
                            new Expiry(Kind.DATED, Long.parseLong(digits.substring(0, "20300101".length())), 0, scope));
                }
            }
            for (JsonNode expiration : rule.path("noncurrent_version_expiration")) {
                long days = Math.max(
                        expiration.path("noncurrent_days").asLong(),
                        expiration.path("days").asLong());
                if (days > 0) {
                    found.add(new Expiry(
                            Kind.NONCURRENT,
                            days,
                            expiration.path("newer_noncurrent_versions").asLong(),
                            scope));
                }
            }
        }
        return found;
    }

    private static Scope scope(JsonNode rule) {
        String prefix = Argument.text(rule.path("prefix"));
        Map<String, String> tags = new TreeMap<>();
        tags(rule.path("tags"), tags);
        long larger = 0;
        long smaller = Long.MAX_VALUE;
        for (JsonNode filter : rule.path("filter")) {
            List<JsonNode> blocks = new ArrayList<>(List.of(filter));
            filter.path("and").forEach(blocks::add);
            for (JsonNode block : blocks) {
                prefix = Argument.text(block.path("prefix")).isEmpty() ? prefix : Argument.text(block.path("prefix"));
                tags(block.path("tags"), tags);
                block.path("tag")
                        .forEach(tag -> tags.put(
                                tag.path("key").asText(), tag.path("value").asText()));
                larger = Math.max(larger, size(block.path("object_size_greater_than"), 0));
                smaller = Math.min(smaller, size(block.path("object_size_less_than"), Long.MAX_VALUE));
            }
        }
        Set<String> pairs = new TreeSet<>();
        tags.forEach((key, value) -> pairs.add(key + "=" + value));
        return new Scope(prefix, pairs, larger, smaller);
    }

    private static void tags(JsonNode given, Map<String, String> into) {
        given.properties().forEach(tag -> into.put(tag.getKey(), tag.getValue().asText()));
    }

    private static long size(JsonNode given, long none) {
        return Argument.number(given)
                .map(java.math.BigDecimal::longValue)
                .filter(size -> size > 0)
                .orElse(none);
    }

    private static String sentence(Expiry expiry, List<Expiry> before) {
        String which = expiry.kind.words
                + (expiry.scope.prefix.isEmpty() ? "" : " below " + expiry.scope.prefix)
                + (expiry.scope.tags.isEmpty() ? "" : " with " + String.join(", ", expiry.scope.tags));
        String when = expiry.kind == Kind.DATED
                ? "on a date (" + expiry.days + ")"
                : "after " + expiry.days + (expiry.days == 1 ? " day" : " days");
        List<Expiry> alike = before.stream()
                .filter(old -> old.kind == expiry.kind && old.kind != Kind.DATED && old.scope.covers(expiry.scope))
                .toList();
        long days = alike.stream().mapToLong(Expiry::days).min().orElse(0);
        long kept = alike.stream().mapToLong(Expiry::kept).min().orElse(0);
        String earlier =
                alike.isEmpty() ? ", which no rule did before" : days > expiry.days ? " instead of " + days : "";
        String newest = expiry.kept == 0 && kept == 0
                ? ""
                : ", except for the newest " + expiry.kept + (kept > expiry.kept ? " instead of " + kept : "");
        return which + " are deleted " + when + earlier + newest;
    }
}
