package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import groundplan.states.RecordedProvider;
import groundplan.states.StateFile;
import groundplan.states.StateKeys;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which of the root module's providers each resource in a state belongs to. */
final class ResourceProviders {
    private final Map<UnitPath, Map<JsonNode, String>> providers = new HashMap<>();
    private final Set<UnitPath> planned;

    /**
     * @param root gets a provider if a state still has a resource whose provider no unit configures any more
     * @param own for each planned unit, the root's provider by the unit's own, both as {@code <name>} or {@code <name>.<alias>}
     * @param states the states
     */
    ResourceProviders(
            RootProviders root, Map<UnitPath, SortedMap<String, String>> own, Map<UnitPath, StateFile> states) {
        this.planned = Set.copyOf(own.keySet());
        states.forEach((path, state) -> {
            SortedMap<String, String> known = own.getOrDefault(path, new TreeMap<>());
            Map<JsonNode, String> found = providers.computeIfAbsent(path, unit -> new IdentityHashMap<>());
            RecordedProvider.in(state).forEach((provider, resources) -> {
                String name = provider(root, known, path, provider, resources);
                resources.forEach(resource -> found.put(resource, name));
            });
        });
    }

    /** The provider of a managed resource of a unit's state, as the root module's state names it. */
    String of(UnitPath unit, JsonNode resource) {
        String recorded = resource.path("provider").asText();
        if (planned.contains(unit) && OwnProviders.isModule(recorded)) {
            // A module that the unit's module calls configures it.
            return "module." + StateKeys.module(unit) + "." + recorded;
        }
        return providers.get(unit).getOrDefault(resource, recorded);
    }

    private static String provider(
            RootProviders root,
            SortedMap<String, String> own,
            UnitPath path,
            RecordedProvider provider,
            List<JsonNode> resources) {
        String name = provider.name();
        String known = own.get(provider.alias().isEmpty() ? name : name + "." + provider.alias());
        if (known != null && OwnProviders.isModule(known)) {
            return known + "." + provider.recorded() + (provider.alias().isEmpty() ? "" : "." + provider.alias());
        }
        // The region of a resource that is no longer in the settings, by its own attributes or else by its unit.
        String found = known == null
                ? root.forgotten(
                        name, provider.source(), provider.region(resources).orElse(path.likelyRegion()))
                : known;
        return provider.recorded() + "." + found.substring(name.length() + 1);
    }
}
