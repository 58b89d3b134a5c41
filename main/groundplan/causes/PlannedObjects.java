package groundplan.causes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import groundplan.address.ResourceAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of a plan, and the values that can be expected of their attributes. */
final class PlannedObjects {
    private final Map<String, PlannedObject> byAddress = new LinkedHashMap<>();
    private final Map<String, List<PlannedObject>> byResource = new HashMap<>();
    private final Map<String, PlannedObject> byKey = new HashMap<>();
    private final Map<String, JsonNode> data = new HashMap<>();

    /** @param plan Terraform's JSON of a plan */
    PlannedObjects(JsonNode plan) {
        Map<String, JsonNode> deleted = new HashMap<>();
        plan.path("resource_drift").forEach(entry -> {
            if (entry.path("change").path("actions").path(0).asText().equals("delete")) {
                deleted.put(entry.path("address").asText(), entry.path("change").path("before"));
            }
        });
        plan.path("resource_changes").forEach(entry -> {
            if (entry.has("deposed")) {
                return;
            }
            PlannedObject object = PlannedObject.of(
                    entry, deleted.getOrDefault(entry.path("address").asText(), MissingNode.getInstance()));
            byAddress.put(object.address(), object);
            byResource
                    .computeIfAbsent(object.module() + " " + object.resource(), name -> new ArrayList<>())
                    .add(object);
            object.key().ifPresent(key -> byKey.put(object.module() + " " + object.resource() + " " + key, object));
        });
        readData(plan.path("prior_state").path("values").path("root_module"));
    }

    private void readData(JsonNode module) {
        module.path("resources").forEach(resource -> {
            if (resource.path("mode").asText().equals("data")) {
                data.put(resource.path("address").asText(), resource.path("values"));
            }
        });
        module.path("child_modules").forEach(this::readData);
    }

    /** All objects. */
    Collection<PlannedObject> all() {
        return byAddress.values();
    }

    /** An object by its address in the whole plan. */
    Optional<PlannedObject> at(String address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    /** The instances of a resource, or the one that is read if it is known which one. */
    List<PlannedObject> of(ValueSource source) {
        if (source.key().isPresent()) {
            PlannedObject one = byKey.get(source.module() + " " + source.resource() + " "
                    + source.key().get());
            if (one != null) {
                return List.of(one);
            }
        }
        return byResource.getOrDefault(source.module() + " " + source.resource(), List.of());
    }

    /** Whether an attribute is known only after the apply, of any instance. */
    boolean unknown(ValueSource source) {
        return of(source).stream().anyMatch(object -> object.unknown(source.attribute()));
    }

    /** Whether an attribute will probably be what it was, although it is known only after the apply. */
    boolean expectedEqual(ValueSource source) {
        return !of(source).isEmpty()
                && of(source).stream()
                        .allMatch(object -> !object.unknown(source.attribute())
                                || DerivedAttributes.unchanged(object, source.attribute()));
    }

    /** The value that can be expected of an attribute; absent if none can. */
    Optional<JsonNode> expected(Evaluator.InstanceAttribute asked) {
        ValueSource source = asked.source();
        JsonNode found = MissingNode.getInstance();
        if (source.data() && of(source).isEmpty()) {
            String address = ResourceAddress.parse(
                            (source.module().isEmpty() ? "" : "module." + source.module() + ".") + source.resource())
                    .toString();
            found = data.getOrDefault(address, found).path(source.attribute());
        }
        for (PlannedObject object : of(source)) {
            if (object.key().equals(asked.key())) {
                found = !object.unknown(source.attribute())
                        ? object.after().path(source.attribute())
                        : DerivedAttributes.unchanged(object, source.attribute())
                                ? object.former().path(source.attribute())
                                : found;
            }
        }
        return found.isMissingNode() || found.isNull() ? Optional.empty() : Optional.of(found);
    }
}
