package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How long collections of OpenSearch Serverless keep their indexes, by the policy that says so. */
final class IndexRetention {
    private static final Argument RULES = new Argument("policy.Rules");
    private static final BigDecimal HOURS = BigDecimal.valueOf(24);

    private IndexRetention() {}

    static List<Danger> of(ResourceChange change) {
        List<Danger> dangers = new ArrayList<>();
        if (!change.type().equals("aws_opensearchserverless_lifecycle_policy") || !change.leaves()) {
            return dangers;
        }
        if (change.notKnown(RULES)) {
            return List.of(Danger.notKnown("policy"));
        }
        Map<String, JsonNode> before = byResource(change.before());
        byResource(change.after()).forEach((resource, rule) -> {
            Optional<BigDecimal> days = days(rule);
            JsonNode old = before.get(resource);
            boolean forever = old == null || days(old).isEmpty();
            if (days.isPresent() && (forever || days.get().compareTo(days(old).get()) < 0)) {
                dangers.add(Danger.loss("indexes " + resource + " are deleted after "
                        + rule.path("MinIndexRetention").asText()
                        + (forever
                                ? ", which no rule did before"
                                : " instead of " + old.path("MinIndexRetention").asText())));
            }
        });
        return dangers;
    }

    private static Map<String, JsonNode> byResource(JsonNode attributes) {
        Map<String, JsonNode> rules = new TreeMap<>();
        RULES.in(attributes).forEach(rule -> rule.path("Resource").forEach(name -> rules.put(name.asText(), rule)));
        return rules;
    }

    /** After how many days they are deleted; empty if never. */
    private static Optional<BigDecimal> days(JsonNode rule) {
        String period = rule.path("MinIndexRetention").asText();
        if (!period.matches("\\d{1,9}[dh]")) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(period.substring(0, period.length() - 1));
        return Optional.of(period.endsWith("d") ? number.multiply(HOURS) : number);
    }
}
