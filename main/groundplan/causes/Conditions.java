package groundplan.causes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import groundplan.address.AttributePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which actions of a plan are certain, and what the others depend on. */
final class Conditions {
    /** Terraform replaces such objects whatever their arguments are. */
    private static final Set<String> IN_ANY_CASE = Set.of("replace_because_tainted", "replace_by_request");

    private static final String BY_TRIGGERS = "replace_by_triggers";

    private final Configuration configuration;
    private final PlannedObjects objects;
    private final Evaluator evaluator;
    private final Map<String, Optional<Condition>> found = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Conditions(Configuration configuration, PlannedObjects objects) {
        this.configuration = configuration;
        this.objects = objects;
        this.evaluator = new Evaluator(configuration, objects::expected);
    }

    /** The condition of an object's action; absent if the action is certain, or if there is none. */
    Optional<Condition> of(PlannedObject object) {
        Optional<Condition> known = found.get(object.address());
        if (known != null || !asked.add(object.address())) {
            // Objects refer to each other in no cycle, but instances of one resource may.
            return known == null ? Optional.empty() : known;
        }
        Optional<Condition> condition = find(object);
        found.put(object.address(), condition);
        return condition;
    }

    private Optional<Condition> find(PlannedObject object) {
        if (!(object.updates() || object.replaces()) || IN_ANY_CASE.contains(object.reason())) {
            return Optional.empty();
        }
        if (object.reason().equals(BY_TRIGGERS)) {
            return triggered(object);
        }
        Differences differences = Differences.of(object);
        List<AttributePath> open = differences.unknown().stream()
                .filter(path -> isOpen(object, path))
                .toList();
        if (object.updates()) {
            return differences.known().isEmpty() && !open.isEmpty()
                    ? Optional.of(condition(object, open, false))
                    : Optional.empty();
        }
        List<AttributePath> replacing = open.stream()
                .filter(path -> Differences.touches(path, object.replacing()))
                .toList();
        if (replacing.isEmpty() || differences.knownAt(object.replacing()) || replacedWithin(object, replacing)) {
            return Optional.empty();
        }
        // What the configuration does not set differs only because a new object is planned.
        boolean updates = differences.known().stream().anyMatch(path -> isWritten(object, path));
        return Optional.of(condition(object, replacing, updates));
    }

    /** Whether an attribute that is not known yet is an argument made of such values, and not one that the provider returns. */
    private boolean isOpen(PlannedObject object, AttributePath path) {
        return !unknownSources(object, path).isEmpty();
    }

    /**
     * Whether the values come from an object of the same module that certainly changes. They are then also unknown when the module is
     * planned alone, with the values of the others, and Terraform replaces what it planned to replace.
     */
    private boolean replacedWithin(PlannedObject object, List<AttributePath> paths) {
        return paths.stream()
                .flatMap(path -> unknownSources(object, path).stream())
                .filter(source -> source.module().equals(object.module()))
                .flatMap(source -> objects.of(source).stream())
                .anyMatch(source -> source.changes() && of(source).isEmpty());
    }

    private Condition condition(PlannedObject object, List<AttributePath> paths, boolean updates) {
        Set<ValueSource> values = new TreeSet<>();
        paths.forEach(path -> values.addAll(unknownSources(object, path)));
        return new Condition(
                List.copyOf(values), updates, paths.stream().allMatch(path -> expectedEqual(object, path)));
    }

    /** The attributes that an argument is made of and that are not known yet; those of data sources that are read later included. */
    Set<ValueSource> unknownSources(PlannedObject object, AttributePath path) {
        Set<ValueSource> unknown = new TreeSet<>();
        sources(object, path).forEach(source -> addUnknown(source, unknown, new HashSet<>()));
        return unknown;
    }

    private void addUnknown(ValueSource source, Set<ValueSource> into, Set<ValueSource> seen) {
        if (!objects.unknown(source) || !seen.add(source)) {
            return;
        }
        int size = into.size();
        if (source.data()) {
            JsonNode block = configuration.block(source.module(), source.resource());
            configuration
                    .sources(new Configuration.Expression(source.module(), block))
                    .forEach(behind -> addUnknown(behind, into, seen));
        }
        if (into.size() == size) {
            into.add(source);
        }
    }

    /** Whether the configuration sets an attribute, or something inside it. */
    boolean isWritten(PlannedObject object, AttributePath path) {
        return configuration.argument(object.module(), object.resource(), path).isPresent();
    }

    /** The attributes that an argument is made of. */
    Set<ValueSource> sources(PlannedObject object, AttributePath path) {
        Set<ValueSource> all = new TreeSet<>();
        configuration.argument(object.module(), object.resource(), path).ifPresent(expression -> {
            all.addAll(configuration.sources(expression.of(object.key())));
            if (all.isEmpty()) {
                // Its texts may read each.value.
                JsonNode each =
                        configuration.block(object.module(), object.resource()).path("for_each");
                all.addAll(configuration.sources(new Configuration.Expression(object.module(), each)));
            }
        });
        return all;
    }

    private boolean expectedEqual(PlannedObject object, AttributePath path) {
        JsonNode before = object.former();
        for (AttributePath.PathStep step : path.steps()) {
            before = step instanceof AttributePath.NameStep name
                    ? before.path(name.name())
                    : before.path(((AttributePath.IndexStep) step).index());
        }
        JsonNode former = before;
        return configuration
                .argument(object.module(), object.resource(), path)
                .flatMap(evaluator::value)
                .filter(value -> Sameness.covers(former, value))
                .isPresent();
    }

    /** A replacement that follows from that of others. */
    private Optional<Condition> triggered(PlannedObject object) {
        List<ValueSource> triggers = new ArrayList<>(triggers(object));
        List<PlannedObject> changing = triggers.stream()
                .flatMap(trigger -> objects.of(trigger).stream())
                .filter(PlannedObject::changes)
                .toList();
        boolean certain = changing.isEmpty() || changing.stream().anyMatch(one -> of(one).isEmpty());
        return certain
                ? Optional.empty()
                : Optional.of(new Condition(triggers, false, changing.stream().allMatch(one -> of(one).orElseThrow()
                        .expectedEqual())));
    }

    /** What an object is replaced with, by {@code replace_triggered_by}. */
    Set<ValueSource> triggers(PlannedObject object) {
        Set<ValueSource> found = new TreeSet<>();
        // These are references without the template around them.
        configuration
                .block(object.module(), object.resource())
                .path("lifecycle")
                .path("replace_triggered_by")
                .forEach(reference -> found.addAll(configuration.sources(new Configuration.Expression(
                        object.module(),
                        TextNode.valueOf(
                                reference.asText().startsWith("${")
                                        ? reference.asText()
                                        : "${" + reference.asText() + "}")))));
        return found;
    }
}
