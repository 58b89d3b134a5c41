package groundplan.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import groundplan.review.PlannedResources.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lifecycle policies of repositories that keep fewer images, or keep them for a shorter time, than before. */
final class ImageExpiry {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Argument POLICY = new Argument("policy");

    /**
     * A rule.
     *
     * @param priority of the rules that match an image, that with the lowest number decides
     * @param status the status of tags that it is about
     * @param tags patterns, all of which an image's tags have to match
     * @param count whether the number is one of images, and not of days
     * @param number how many are kept, or for how many days
     */
    private record Rule(int priority, String status, Set<String> tags, boolean count, long number) {
        /** Whether it matches all images that the other one does. */
        boolean matchesAllOf(Rule other) {
            return status.equals("any") || status.equals(other.status) && other.tags.containsAll(tags);
        }

        /** Whether it expires all that the other one does, and no later. */
        boolean covers(Rule other) {
            return count == other.count && number <= other.number && matchesAllOf(other);
        }

        String shown() {
            String which = status.equals("any") ? "images" : status + " images";
            return which
                    + (tags.isEmpty() ? "" : " of " + String.join(", ", tags))
                    + (count
                            ? " beyond the newest " + number
                            : " older than " + number + (number == 1 ? " day" : " days"));
        }
    }

    private ImageExpiry() {}

    static List<Danger> of(ResourceChange change, PlannedResources others) {
        if (!change.type().equals("aws_ecr_lifecycle_policy")
                || !change.leaves()
                || change.does() != ResourceChange.Does.UPDATE && others.belongsToNew(change, Owner.REPOSITORY)) {
            return List.of();
        }
        if (change.notKnown(POLICY)) {
            return List.of(Danger.notKnown(POLICY.path()));
        }
        boolean sameRepository = change.before()
                .path("repository")
                .asText("")
                .equals(change.after().path("repository").asText(""));
        List<Rule> before = sameRepository ? rules(POLICY.in(change.before())) : List.of();
        List<Rule> after = rules(POLICY.in(change.after()));
        Stream<Rule> stricter = after.stream().filter(rule -> before.stream().noneMatch(old -> old.covers(rule)));
        Stream<Rule> unshielded = after.stream().filter(rule -> before.stream()
                .anyMatch(old -> shielded(old, rule, before)
                        && after.stream().noneMatch(now -> now.matchesAllOf(old) && old.matchesAllOf(now))));
        return Stream.concat(stricter, unshielded)
                .distinct()
                .map(rule -> Danger.loss(rule.shown() + " are deleted"
                        + before.stream()
                                .filter(old -> old.count == rule.count && old.matchesAllOf(rule))
                                .mapToLong(Rule::number)
                                .min()
                                .stream()
                                .filter(number -> number > rule.number)
                                .mapToObj(number -> " instead of " + number)
                                .findFirst()
                                .orElse(", which no rule did before")))
                .toList();
    }

    /** Whether a rule that came first kept images of which a wider one now keeps fewer. */
    private static boolean shielded(Rule kept, Rule wider, List<Rule> before) {
        return wider.matchesAllOf(kept)
                && !kept.matchesAllOf(wider)
                && before.stream().anyMatch(old -> old.priority > kept.priority && old.covers(wider))
                && (kept.count != wider.count || kept.number > wider.number);
    }

    private static List<Rule> rules(JsonNode policy) {
        List<Rule> rules = new ArrayList<>();
        try {
            for (JsonNode rule : JSON.readTree(policy.asText("")).path("rules")) {
                JsonNode selection = rule.path("selection");
                Set<String> tags = Argument.texts(selection.path("tagPrefixList"));
                tags.addAll(Argument.texts(selection.path("tagPatternList")));
                rules.add(new Rule(
                        rule.path("rulePriority").asInt(),
                        selection.path("tagStatus").asText("any"),
                        tags,
                        !selection
                                .path("countType")
                                .asText("imageCountMoreThan")
                                .startsWith("since"),
                        selection.path("countNumber").asLong()));
            }
        } catch (JsonProcessingException notKnown) {
            return List.of();
        }
        return rules;
    }
}
