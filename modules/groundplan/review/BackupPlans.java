package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Backup plans that keep backups for a shorter time, make no copies of them, or make none. */
final class BackupPlans {
    private static final String RULE = "rule";

    private BackupPlans() {}

    static List<Danger> of(ResourceChange change) {
        List<Danger> dangers = new ArrayList<>();
        if (!change.type().equals("aws_backup_plan") || !change.continues()) {
            return dangers;
        }
        if (change.notKnown(new Argument(RULE + ".lifecycle.delete_after"))) {
            return List.of(Danger.notKnown(RULE + ".lifecycle.delete_after"));
        }
        Map<String, JsonNode> before = byName(change.before().path(RULE));
        Map<String, JsonNode> after = byName(change.after().path(RULE));
        boolean renamed = before.size() == 1 && after.size() == 1;
        before.forEach((name, was) -> {
            JsonNode will =
                    renamed ? after.values().iterator().next() : after.getOrDefault(name, renamed(was, before, after));
            if (will == null) {
                dangers.add(Danger.protection("rule " + name + " is removed: it makes no more backups"));
                return;
            }
            shorter(was, will, "backups that are made from now on are", dangers);
            JsonNode copies = will.path("copy_action");
            if (copies.size() < was.path("copy_action").size()) {
                dangers.add(Danger.protection("copy_action is removed: backups are no longer copied"));
            } else if (was.path("copy_action").size() == 1) {
                shorter(
                        was.path("copy_action").path(0),
                        copies.path(0),
                        "copies that are made from now on are",
                        dangers);
            }
            if (was.path("enable_continuous_backup").asBoolean()
                    && !will.path("enable_continuous_backup").asBoolean()) {
                dangers.add(Danger.protection(
                        "enable_continuous_backup is disabled: there is no recovery to a point in time any more"));
            }
        });
        return dangers;
    }

    /** The rule that replaces one under another name: with its schedule and vault; null if there is none. */
    private static JsonNode renamed(JsonNode was, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        return after.entrySet().stream()
                .filter(rule -> !before.containsKey(rule.getKey()))
                .map(Map.Entry::getValue)
                .filter(rule -> rule.path("schedule").equals(was.path("schedule"))
                        && rule.path("target_vault_name").equals(was.path("target_vault_name")))
                .findFirst()
                .orElse(null);
    }

    private static void shorter(JsonNode was, JsonNode will, String which, List<Danger> dangers) {
        long before = days(was);
        long after = days(will);
        if (after < before) {
            dangers.add(Danger.protection("delete_after is reduced from "
                    + (before == Long.MAX_VALUE ? "never" : before + " days") + " to " + after + ": " + which
                    + " deleted sooner"));
        }
    }

    private static long days(JsonNode block) {
        long days = block.path("lifecycle").path(0).path("delete_after").asLong();
        return days > 0 ? days : Long.MAX_VALUE;
    }

    private static Map<String, JsonNode> byName(JsonNode rules) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        rules.forEach(rule -> found.put(rule.path("rule_name").asText(), rule));
        return found;
    }
}
