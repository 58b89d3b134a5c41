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

/** What an environment's settings make, and what of it is managed already. */
public final class ResourceInventory {
    private final List<Place> places = new ArrayList<>();
    private final List<UnitPath> units;

    /**
     * A resource of the settings.
     *
     * @param unit its unit
     * @param type its type
     * @param address its address in the unit
     * @param region the region that its provider talks to
     * @param arguments what the settings say of it
     * @param managed whether a state has it
     */
    record Place(UnitPath unit, String type, String address, String region, JsonNode arguments, boolean managed) {
        /** The text of an argument; empty where there is none, or where it is known later. */
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
     * @param states what is applied
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

    /** The units, as they can be named. */
    List<UnitPath> units() {
        return units;
    }

    List<Place> places() {
        return places;
    }

    /** The addresses that a state has, without the keys of their instances. */
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
