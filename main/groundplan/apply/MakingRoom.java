package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.review.Identifiers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** Which objects of a unit have to be destroyed before others are created, because AWS identifies both by the same. */
final class MakingRoom {
    private MakingRoom() {}

    /**
     * Their addresses.
     *
     * @param plan Terraform's JSON of the unit's plan
     */
    static Set<String> of(JsonNode plan) {
        Set<String> wanted = new HashSet<>();
        plan.path("resource_changes").forEach(change -> {
            List<String> actions = actions(change);
            if (actions.equals(List.of("create")) || actions.equals(List.of("update"))) {
                wanted.addAll(keys(change, "after"));
            }
        });
        Set<String> first = new TreeSet<>();
        plan.path("resource_changes").forEach(change -> {
            if (actions(change).equals(List.of("delete"))
                    && !change.has("deposed")
                    && keys(change, "before").stream().anyMatch(wanted::contains)) {
                first.add(change.path("address").asText());
            }
        });
        return first;
    }

    private static List<String> actions(JsonNode change) {
        return StreamSupport.stream(change.path("change").path("actions").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** The region does not matter here: to destroy something first that is in another one does no harm. */
    private static List<String> keys(JsonNode change, String side) {
        return Identifiers.of(
                        change.path("type").asText(), "", change.path("change").path(side))
                .stream()
                .map(Identifiers.Identifier::key)
                .toList();
    }
}
