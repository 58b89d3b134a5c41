package groundplan.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What is done with one object, as a plan says before or an apply afterwards.
 *
 * @param unit the unit's path below its environment, such as {@code us-east-1/kms}
 * @param address the object's address inside the unit
 * @param action {@code create}, {@code update}, {@code replace}, {@code delete} or {@code forget}
 */
record Done(String unit, String address, String action) implements Comparable<Done> {
    /** What events of a plan call an object that leaves the state and stays. */
    private static final String FORGET = "remove";

    private static final Set<String> ACTIONS = Set.of("create", "update", "delete");

    /** What Groundplan's plan as JSON says. */
    static SortedSet<Done> ofWholePlan(JsonNode plan) {
        return of(plan, change -> true, "action");
    }

    /** What Groundplan's plan as JSON calls certain. */
    static SortedSet<Done> certain(JsonNode plan) {
        return of(plan, change -> !change.has("condition"), "action");
    }

    /** What else it says may be done: of an action that depends on a value, the lesser one. */
    static SortedSet<Done> otherwise(JsonNode plan) {
        return of(
                plan, change -> change.at("/condition/otherwise").asText("none").equals("update"), "otherwise");
    }

    private static SortedSet<Done> of(JsonNode plan, Predicate<JsonNode> chosen, String field) {
        SortedSet<Done> all = new TreeSet<>();
        plan.path("units").forEach(unit -> unit.path("changes").forEach(change -> {
            String action = (field.equals("action") ? change : change.path("condition"))
                    .path(field)
                    .asText();
            if (chosen.test(change) && !action.equals("none")) {
                all.add(new Done(
                        below(unit.path("path").asText()),
                        change.path("address").asText(),
                        action));
            }
        }));
        return all;
    }

    /** What Terraform's JSON of one unit's plan says. */
    static SortedSet<Done> ofUnitPlan(String unit, JsonNode plan) {
        Map<String, Set<String>> byAddress = new LinkedHashMap<>();
        plan.path("resource_changes")
                .forEach(change -> change.path("change").path("actions").forEach(action -> byAddress
                        .computeIfAbsent(change.path("address").asText(), address -> new TreeSet<>())
                        .add(action.asText())));
        return of(unit, byAddress);
    }

    /** What the events of one unit's apply say: an object counts once its action is over. */
    static SortedSet<Done> ofEvents(String unit, Iterable<JsonNode> events) {
        Map<String, Set<String>> byAddress = new LinkedHashMap<>();
        events.forEach(event -> {
            if (event.path("type").asText().equals("apply_complete")) {
                JsonNode hook = event.path("hook");
                byAddress
                        .computeIfAbsent(hook.path("resource").path("addr").asText(), address -> new TreeSet<>())
                        .add(hook.path("action").asText());
            }
        });
        return of(unit, byAddress);
    }

    /** What the events of one unit's plan say. */
    static SortedSet<Done> ofPlanEvents(String unit, Iterable<JsonNode> events) {
        SortedSet<Done> all = new TreeSet<>();
        events.forEach(event -> {
            String action = event.at("/change/action").asText();
            if (event.path("type").asText().equals("planned_change")
                    && (ACTIONS.contains(action) || Set.of("replace", FORGET).contains(action))) {
                all.add(new Done(
                        unit, event.at("/change/resource/addr").asText(), action.equals(FORGET) ? "forget" : action));
            }
        });
        return all;
    }

    private static SortedSet<Done> of(String unit, Map<String, Set<String>> byAddress) {
        SortedSet<Done> all = new TreeSet<>();
        byAddress.forEach((address, actions) -> {
            actions.retainAll(ACTIONS);
            if (actions.size() > 1) {
                all.add(new Done(unit, address, "replace"));
            } else {
                actions.forEach(action -> all.add(new Done(unit, address, action)));
            }
        });
        return all;
    }

    /** A unit's path without system and environment. */
    static String below(String path) {
        return path.split("/", 3)[2];
    }

    @Override
    public int compareTo(Done other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return unit + " " + address + " " + action;
    }
}
