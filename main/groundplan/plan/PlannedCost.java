package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.ResourceAddress;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.pricing.Estimate;
import groundplan.pricing.Estimator;
import groundplan.pricing.Resource;
import groundplan.pricing.Resources;
import groundplan.states.StateKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a plan changes the cost of each unit. The cost after the plan is that of the unit's document. The cost before it is that of the
 * document with the changes undone: without what is created, with the old arguments of what changes, and with what is deleted. So
 * both sides are read in the same way, and what does not change costs the same on both.
 */
final class PlannedCost {
    /** Attributes by which others refer to a resource. */
    private static final List<String> REFERRED = List.of("arn", "id", "name");

    private final Estimator estimator;

    PlannedCost(Estimator estimator) {
        this.estimator = estimator;
    }

    /**
     * The cost of all units of a plan.
     *
     * @param units those that have a configuration
     * @param order all of them
     * @param plan Terraform's JSON of the plan
     */
    Map<UnitPath, CostChange> all(List<PlannableUnit> units, List<UnitPath> order, JsonNode plan) {
        Map<UnitPath, CostChange> found = new TreeMap<>();
        Map<UnitPath, JsonNode> configurations = new TreeMap<>();
        units.forEach(unit -> configurations.put(unit.path(), unit.withProviders()));
        order.forEach(path -> {
            String module = "module." + StateKeys.module(path) + ".";
            Map<String, JsonNode> changes = new TreeMap<>();
            plan.path("resource_changes").forEach(resource -> {
                String address = resource.path("address").asText();
                if (address.startsWith(module)
                        && !resource.has("deposed")
                        && resource.path("mode").asText().equals("managed")) {
                    changes.put(address.substring(module.length()), resource.path("change"));
                }
            });
            found.put(path, of(path, Optional.ofNullable(configurations.get(path)), changes));
        });
        return found;
    }

    /**
     * The cost of a unit. Resources without a price are left out and named.
     *
     * @param document the unit's document; absent for a removed unit
     * @param changes the plan's own {@code resource_changes} of the unit, with addresses inside the unit
     */
    CostChange of(UnitPath unit, Optional<? extends JsonNode> document, Map<String, JsonNode> changes) {
        Collection<Resource> after =
                document.map(made -> Resources.of(made).all()).orElse(List.of());
        List<Resource> before = new ArrayList<>();
        Map<String, String> references = references(changes);
        Map<String, JsonNode> left = new HashMap<>(changes);
        after.forEach(resource -> {
            JsonNode change = left.remove(resource.address());
            if (change == null) {
                before.add(resource);
            } else if (!change.path("before").isNull()) {
                before.add(undone(resource, change, references));
            }
        });
        left.forEach((address, change) -> {
            if (change.path("after").isNull() && !change.path("before").isNull()) {
                ResourceAddress gone = ResourceAddress.parse(address);
                before.add(new Resource(
                        gone.type(),
                        gone.instance(),
                        referring(address, change.path("before"), references),
                        region(unit, change)));
            }
        });
        Estimate planned = estimator.known(Resources.of(after));
        return new CostChange(
                estimator.known(Resources.of(before)).monthly(),
                planned.monthly(),
                planned.unknown().stream()
                        .map(cost ->
                                unit.inEnvironment() + " " + cost.resource().address())
                        .toList());
    }

    /**
     * References by the values that they had. A meter follows references, such as that of a task to its log group: without them, what
     * depends on another resource would seem to cost less before the plan than after it.
     */
    private static Map<String, String> references(Map<String, JsonNode> changes) {
        Map<String, Set<String>> owners =
                new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        changes.forEach((address, change) -> REFERRED.forEach(attribute -> {
            String value = change.path("before").path(attribute).asText();
            if (!address.contains("[") && AppliedReads.telling(value)) {
                owners.computeIfAbsent(value, one -> new TreeSet<>()).add(address);
            }
        }));
        Map<String, String> references = new LinkedHashMap<>();
        owners.forEach((value, addresses) -> {
            if (addresses.size() == 1) {
                references.put(value, "${" + addresses.iterator().next() + ".id}");
            }
        });
        return references;
    }

    /** Attributes of a resource with references instead of the values of others. */
    private static JsonNode referring(String address, JsonNode attributes, Map<String, String> references) {
        String text = attributes.toString();
        for (Map.Entry<String, String> reference : references.entrySet()) {
            if (!reference.getValue().equals("${" + address + ".id}") && AppliedReads.holds(text, reference.getKey())) {
                text = AppliedReads.replaced(text, reference.getKey(), reference.getValue());
            }
        }
        return TerraformJson.readAny(text);
    }

    private static Resource undone(Resource resource, JsonNode change, Map<String, String> references) {
        ObjectNode attributes = ((ObjectNode) resource.attributes()).deepCopy();
        change.path("before").properties().forEach(old -> {
            boolean unknown = change.path("after_unknown").path(old.getKey()).asBoolean();
            if (!unknown
                    && attributes.has(old.getKey())
                    && !old.getValue().equals(change.path("after").path(old.getKey()))) {
                attributes.set(old.getKey(), referring(resource.address(), old.getValue(), references));
            }
        });
        return new Resource(resource.type(), resource.name(), attributes, resource.region());
    }

    /** The region in an object's ARN; otherwise its unit's. */
    private static String region(UnitPath unit, JsonNode change) {
        String[] arn = change.path("before").path("arn").asText().split(":");
        String own = unit.likelyRegion();
        return arn.length > 3 && !arn[3].isEmpty() ? arn[3] : own;
    }
}
