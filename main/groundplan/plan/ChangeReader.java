package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.AttributePath;
import groundplan.address.ResourceAddress;
import groundplan.redact.Redactor;
import groundplan.review.Danger;
import groundplan.review.Dangers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads what a plan does with an object from Terraform's JSON of a plan. */
final class ChangeReader {
    /** For a plan of which it is not known what the settings set. */
    static final Predicate<AttributePath> ANYTHING = path -> true;

    private ChangeReader() {}

    /**
     * Reads an entry of {@code resource_changes}.
     *
     * @param judged the risks of the plan's changes
     * @param configured whether the settings set an attribute of the object
     */
    static Change of(JsonNode resource, Redactor redactor, PlannedDangers judged, Predicate<AttributePath> configured) {
        JsonNode change = resource.path("change");
        Action action = Action.of(change.path("actions"));
        Optional<String> reason = text(resource.path("action_reason"));
        String type = resource.path("type").asText();
        if (!action.changes()) {
            return change(
                    resource,
                    action,
                    reason,
                    List.of(),
                    action == Action.FORGET
                            ? Dangers.forgotten(type, change.path("before"), false).stream()
                                    .toList()
                            : List.of(),
                    Map.of());
        }
        ObjectNode shown = redactor.shown(change);
        return change(
                resource,
                action,
                reason,
                AttributeChange.shown(
                        AttributeChange.configured(AttributeChange.of(change, shown, redactor), configured), redactor),
                dangers(type, action, judged.of(resource), change),
                ValueFingerprints.of(change, shown, redactor));
    }

    /** Reads an entry of {@code deferred_changes}: nothing happens to the object in this apply. */
    static Change deferred(JsonNode deferred) {
        return change(
                deferred.path("resource_change"),
                Action.DEFER,
                text(deferred.path("reason")),
                List.of(),
                List.of(),
                Map.of());
    }

    private static Change change(
            JsonNode resource,
            Action action,
            Optional<String> reason,
            List<AttributeChange> differences,
            List<Danger> dangers,
            Map<String, String> values) {
        return new Change(
                inside(resource.path("address")),
                resource.path("type").asText(),
                action,
                text(resource.path("deposed")),
                text(resource.path("previous_address")).map(from -> inside(resource.path("previous_address"))),
                importing(resource.path("change").path("importing")),
                reason,
                differences,
                dangers,
                values);
    }

    private static List<Danger> dangers(String type, Action action, List<Danger> judged, JsonNode change) {
        List<Danger> dangers = new ArrayList<>(judged);
        if (change.has("importing") && action == Action.REPLACE) {
            Dangers.importedAndReplaced(type).ifPresent(dangers::add);
        }
        if (action == Action.FORGET_AND_CREATE) {
            Dangers.forgotten(type, change.path("before"), true).ifPresent(dangers::add);
        }
        dangers.sort(Comparator.comparing(Danger::weight));
        return List.copyOf(dangers);
    }

    /** The id or, for types without one, the identity by which an object is imported. */
    private static Optional<String> importing(JsonNode importing) {
        return !importing.isObject()
                ? Optional.empty()
                : text(importing.path("id"))
                        .or(() -> Optional.of(
                                importing.path("identity").isObject()
                                        ? importing.path("identity").toString()
                                        : AttributeChange.UNKNOWN));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** An address without its unit's module. */
    private static String inside(JsonNode text) {
        return ResourceAddress.parse(text.asText()).inside().toString();
    }
}
