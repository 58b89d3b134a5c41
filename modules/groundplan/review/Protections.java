package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.json.PlanValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Resources that protect or watch others, and that go. */
final class Protections {
    /** Resources that protect or watch others, and what happens when they are destroyed. */
    private static final Map<String, String> GUARDS = Effects.of("guards.csv");

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
        dangers.addAll(KeptArguments.of(change));
        if (change.type().equals("aws_wafv2_web_acl") && change.continues()) {
            rules(change, dangers);
        }
        return dangers;
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
