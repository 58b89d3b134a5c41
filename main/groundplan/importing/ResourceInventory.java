package groundplan.importing;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import groundplan.synth.UnitDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The resources of an environment's settings, and which of them are already managed. */
public final class ResourceInventory {
    private final List<Place> places = new ArrayList<>();
    private final List<UnitPath> units;

    /**
     * A resource of the settings.
     *
     * @param unit its unit
     * @param type its type
     * @param address its address in the unit
     * @param region the region of its provider
     * @param arguments its arguments
     * @param managed whether it is in a state
     */
    record Place(UnitPath unit, String type, String address, String region, JsonNode arguments, boolean managed) {
        /** The text of an argument; empty if there is none, or if it contains an expression. */
        String text(String argument) {
            String text = arguments.path(argument).asText("");
            return text.contains("${") ? "" : text;
        }

        String tag(String key) {
            String text = arguments.path("tags").path(key).asText("");
            return text.contains("${") ? "" : text;
        }
    }

    /**
     * @param documents all units
     * @param states the states of the units that are applied
     */
    public ResourceInventory(List<UnitDocument> documents, Map<UnitPath, StateFile> states) {
        this.units = documents.stream().map(document -> document.unit().path()).toList();
        documents.forEach(document -> {
            Map<String, String> regions = regions(document);
            Set<String> managed = managed(states.get(document.unit().path()));
            document.json().path("resource").properties().forEach(type -> type.getValue()
                    .properties()
                    .forEach(resource -> {
                        String address = type.getKey() + "." + resource.getKey();
                        String provider = resource.getValue()
                                .path("provider")
                                .asText("aws")
                                .replaceFirst("^aws\\.?", "");
                        places.add(new Place(
                                document.unit().path(),
                                type.getKey(),
                                address,
                                regions.getOrDefault(provider, UnitContext.GLOBAL_REGION),
                                resource.getValue(),
                                managed.contains(address)));
                    }));
        });
    }

    /** The paths of all units. */
    List<UnitPath> units() {
        return units;
    }

    List<Place> places() {
        return places;
    }

    /** The addresses in a state, without instance keys. */
    public static Set<String> managed(StateFile state) {
        Set<String> addresses = new TreeSet<>();
        if (state != null) {
            state.json().path("resources").forEach(resource -> {
                if (resource.path("mode").asText().equals("managed")
                        && !resource.path("instances").isEmpty()) {
                    addresses.add(resource.path("type").asText() + "."
                            + resource.path("name").asText());
                }
            });
        }
        return addresses;
    }

    private static Map<String, String> regions(UnitDocument document) {
        Map<String, String> regions = new HashMap<>();
        document.json()
                .path("provider")
                .path("aws")
                .forEach(provider -> regions.put(
                        provider.path("alias").asText(""),
                        provider.path("region").asText()));
        return regions;
    }
}
