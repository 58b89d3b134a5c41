package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of the root module's providers each resource in a state belongs to. */
final class ResourceProviders {
    private static final Pattern PROVIDER =
            Pattern.compile("(?:module\\..*\\.)?(provider\\[\"([^\"]+/([^\"/]+))\"])(?:\\.([A-Za-z0-9_-]+))?");
    private static final Pattern ARN_REGION =
            Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:([a-z]{2}(?:-[a-z]+)+-[0-9]):");

    private final Map<UnitPath, Map<JsonNode, String>> providers = new HashMap<>();

    /**
     * @param root gets a provider if a state still has a resource whose provider no unit configures any more
     * @param own for each planned unit, the root's provider by the unit's own, both as {@code <name>} or {@code <name>.<alias>}
     * @param states the states
     */
    ResourceProviders(
            RootProviders root, Map<UnitPath, SortedMap<String, String>> own, Map<UnitPath, StateFile> states) {
        states.forEach((path, state) -> {
            SortedMap<String, String> known = own.getOrDefault(path, new TreeMap<>());
            Map<JsonNode, String> found = providers.computeIfAbsent(path, unit -> new IdentityHashMap<>());
            state.json().path("resources").forEach(resource -> {
                if (!resource.path("mode").asText().equals("data")) {
                    found.put(resource, provider(root, known, path, resource));
                }
            });
        });
    }

    /** The provider of a managed resource of a unit's state, as the root module's state names it. */
    String of(UnitPath unit, JsonNode resource) {
        return providers.get(unit).get(resource);
    }

    private static String provider(
            RootProviders root, SortedMap<String, String> own, UnitPath path, JsonNode resource) {
        Matcher provider = PROVIDER.matcher(resource.path("provider").asText());
        if (!provider.matches()) {
            return resource.path("provider").asText();
        }
        String name = provider.group(3);
        String alias = provider.group(4) == null ? "" : provider.group(4);
        String known = own.get(alias.isEmpty() ? name : name + "." + alias);
        String found = known == null ? root.forgotten(name, provider.group(2), region(path, alias, resource)) : known;
        return provider.group(1) + "." + found.substring(name.length() + 1);
    }

    /** The region of a resource that is no longer in the settings, by its ARN or else by its unit. */
    private static String region(UnitPath path, String alias, JsonNode resource) {
        if (!alias.isEmpty()) {
            Matcher arn = ARN_REGION.matcher(resource.path("instances")
                    .path(0)
                    .path("attributes")
                    .path("arn")
                    .asText());
            if (arn.find()) {
                return arn.group(1);
            }
        }
        return path.global() ? UnitContext.GLOBAL_REGION : path.region();
    }
}
