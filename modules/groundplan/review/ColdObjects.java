package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rules of buckets that move objects, sooner than before, to where they cannot be read until somebody has them restored. */
final class ColdObjects {
    private static final Set<String> COLD = Set.of("GLACIER", "DEEP_ARCHIVE");

    private ColdObjects() {}

    static List<Danger> of(ResourceChange change) {
        List<Danger> dangers = new ArrayList<>();
        if (!change.type().equals("aws_s3_bucket_lifecycle_configuration")
                || change.does() != ResourceChange.Does.UPDATE) {
            return dangers;
        }
        Map<String, Long> before = days(change.before());
        days(change.after()).forEach((which, days) -> {
            if (days < before.getOrDefault(which, Long.MAX_VALUE)) {
                dangers.add(Danger.outage(which + " after " + days + (days == 1 ? " day" : " days")
                        + (before.containsKey(which)
                                ? " instead of " + before.get(which)
                                : ", which no rule did before")
                        + ": they cannot be read until somebody has them restored"));
            }
        });
        return dangers;
    }

    private static Map<String, Long> days(JsonNode bucket) {
        Map<String, Long> found = new TreeMap<>();
        for (JsonNode rule : bucket.path("rule")) {
            if (!rule.path("status").asText().equals("Enabled")) {
                continue;
            }
            String prefix = Argument.text(new Argument("filter.prefix").in(rule)) + Argument.text(rule.path("prefix"));
            for (JsonNode transition : rule.path("transition")) {
                String storage = transition.path("storage_class").asText();
                if (COLD.contains(storage) && !transition.path("days").isMissingNode()) {
                    found.merge(
                            "objects" + (prefix.isEmpty() ? "" : " below " + prefix) + " are moved to " + storage,
                            transition.path("days").asLong(),
                            Math::min);
                }
            }
        }
        return found;
    }
}
