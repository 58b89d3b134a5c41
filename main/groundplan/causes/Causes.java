package groundplan.causes;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.address.AttributePath;
import groundplan.json.PlanValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Where the chains begin that lead to each change of a plan. */
final class Causes {
    /** An object's own tags, and those together with the provider's default ones. */
    private static final Set<String> TAGS = Set.of("tags", "tags_all");

    private final PlannedObjects objects;
    private final Conditions conditions;
    private final Map<String, JsonNode> drifted = new HashMap<>();
    private final Map<String, List<Cause>> found = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Causes(JsonNode plan, PlannedObjects objects, Conditions conditions) {
        this.objects = objects;
        this.conditions = conditions;
        plan.path("resource_drift")
                .forEach(entry -> drifted.put(entry.path("address").asText(), entry.path("change")));
    }

    /** The causes of what is done with an object: of a replacement what forces it. */
    List<Cause> of(PlannedObject object) {
        List<Cause> known = found.get(object.address());
        if (known != null || !asked.add(object.address())) {
            return known == null ? List.of() : known;
        }
        List<Cause> causes = find(object);
        found.put(object.address(), causes);
        return causes;
    }

    private List<Cause> find(PlannedObject object) {
        if (!object.changes()) {
            return List.of();
        }
        switch (object.reason()) {
            case "replace_because_tainted" -> {
                return begins(CauseKind.TAINTED, object);
            }
            case "replace_by_request" -> {
                return begins(CauseKind.REQUESTED, object);
            }
            case "replace_by_triggers" -> {
                return distinct(conditions.triggers(object).stream().flatMap(source -> through(source, object)));
            }
            default -> {}
        }
        if (!object.updates() && !object.replaces()) {
            return begins(
                    object.actions().contains("delete")
                            ? CauseKind.REMOVED
                            : object.former().isObject() ? CauseKind.DELETED_OUTSIDE : CauseKind.ADDED,
                    object);
        }
        Differences differences = Differences.of(object);
        List<AttributePath> paths = Stream.concat(differences.known().stream(), differences.unknown().stream())
                .toList();
        List<AttributePath> first = paths.stream()
                .filter(path -> Differences.touches(path, object.replacing()))
                .toList();
        for (List<AttributePath> some : List.of(first, paths)) {
            // What forces a replacement is its cause, whatever else differs.
            List<Cause> causes = distinct(some.stream().flatMap(path -> of(object, path, differences)));
            if (!causes.isEmpty()) {
                return causes;
            }
        }
        return paths.isEmpty()
                ? begins(CauseKind.PROVIDER, object)
                : List.of(cause(CauseKind.PROVIDER, object, paths.get(0)));
    }

    private Stream<Cause> of(PlannedObject object, AttributePath path, Differences differences) {
        if (!differences.known().contains(path)) {
            return conditions.unknownSources(object, path).stream().flatMap(source -> through(source, object));
        }
        List<Cause> derived = conditions.sources(object, path).stream()
                .filter(this::differs)
                .flatMap(source -> through(source, object))
                .toList();
        if (!derived.isEmpty()) {
            return derived.stream();
        }
        if (TAGS.contains(path.attribute()) && path.steps().size() > 1 && !conditions.isWritten(object, path)) {
            return Stream.of(tag(object, path));
        }
        // A key that is missing in a map that is written was taken out.
        boolean written = conditions.isWritten(object, AttributePath.of(path.attribute()));
        if (isDrift(object, path)) {
            return Stream.of(cause(CauseKind.CHANGED_OUTSIDE, object, path));
        }
        return written ? Stream.of(cause(CauseKind.ARGUMENT, object, path)) : Stream.empty();
    }

    private static Cause cause(CauseKind kind, PlannedObject object, AttributePath path) {
        return new Cause(kind, object.address(), path.toString(), List.of());
    }

    /**
     * The cause of a tag that the object's block does not set. If the state has it as the object's own, it was taken out of the block. If
     * Terraform knows it otherwise, it is a default one: a refresh lists those that are no longer the same among the object's own. Else
     * somebody added it.
     */
    private Cause tag(PlannedObject object, AttributePath path) {
        JsonNode drift = drifted.get(object.address());
        JsonNode state = drift == null ? object.former() : drift.path("before");
        String key = ((AttributePath.NameStep) path.steps().get(1)).name();
        AttributePath own = AttributePath.of("tags").child(key);
        if (state.path("tags").has(key)) {
            boolean outside = drift != null
                    && PlanValue.same(
                            state.path("tags").path(key),
                            object.after().path("tags").path(key));
            return cause(outside ? CauseKind.CHANGED_OUTSIDE : CauseKind.ARGUMENT, object, own);
        }
        return state.path("tags_all").has(key)
                        || object.after().path("tags_all").has(key)
                ? new Cause(CauseKind.ARGUMENT, "", "default_tags", List.of())
                : cause(CauseKind.CHANGED_OUTSIDE, object, own);
    }

    /** Whether an attribute has another value afterwards. */
    private boolean differs(ValueSource source) {
        return objects.of(source).stream().anyMatch(object -> object.changes() && differs(object, source.attribute()));
    }

    private static boolean differs(PlannedObject object, String attribute) {
        return object.unknown(attribute)
                || !PlanValue.same(
                        object.former().path(attribute), object.after().path(attribute));
    }

    /** What caused the change of another object, and reaches this one through an attribute of it. */
    private Stream<Cause> through(ValueSource source, PlannedObject reader) {
        return objects.of(source).stream()
                .filter(object -> !object.address().equals(reader.address()) && object.changes())
                .flatMap(object -> of(object).stream())
                .map(cause -> cause.further(source));
    }

    /** Whether the difference is that between the state and what a refresh found. */
    private boolean isDrift(PlannedObject object, AttributePath path) {
        String attribute = path.attribute();
        JsonNode drift = drifted.get(object.address());
        return drift != null
                && !PlanValue.same(
                        drift.path("before").path(attribute),
                        drift.path("after").path(attribute))
                && PlanValue.same(
                        drift.path("before").path(attribute), object.after().path(attribute));
    }

    private static List<Cause> begins(CauseKind kind, PlannedObject object) {
        return List.of(new Cause(kind, object.address(), "", List.of()));
    }

    /** Each beginning once, by the shortest way. */
    private static List<Cause> distinct(Stream<Cause> causes) {
        Map<Cause, Cause> shortest = new LinkedHashMap<>();
        causes.forEach(cause ->
                shortest.merge(cause.beginning(), cause, (one, other) -> other.length() < one.length() ? other : one));
        return List.copyOf(new ArrayList<>(shortest.values()));
    }
}
