package groundplan.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The objects in a state, also those that a replacement left behind. */
public final class StateObjects {
    private StateObjects() {}

    /**
     * The ids of the objects at each address; empty for an object without one.
     *
     * @param state a state as {@code terraform state pull} prints it, whatever the versions of its resources' schemas
     */
    public static SortedMap<String, Set<String>> ids(JsonNode state) {
        SortedMap<String, Set<String>> ids = new TreeMap<>();
        state.path("resources").forEach(resource -> {
            if (resource.path("mode").asText().equals("managed")) {
                String module = resource.path("module").asText();
                String address = (module.isEmpty() ? "" : module + ".")
                        + resource.path("type").asText() + "."
                        + resource.path("name").asText();
                resource.path("instances").forEach(instance -> {
                    JsonNode key = instance.path("index_key");
                    ids.computeIfAbsent(
                                    address + (key.isMissingNode() ? "" : "[" + key + "]"), other -> new TreeSet<>())
                            .add(instance.path("attributes").path("id").asText());
                });
            }
        });
        return ids;
    }

    /** The same as JSON, for a file. */
    public static String json(Map<String, Set<String>> ids) {
        ObjectNode json = TerraformJson.object();
        ids.forEach((address, own) -> {
            var list = json.putArray(address);
            own.forEach(list::add);
        });
        return TerraformJson.write(json);
    }

    /** Reads what {@link #json} wrote. */
    public static SortedMap<String, Set<String>> read(String json) {
        SortedMap<String, Set<String>> ids = new TreeMap<>();
        TerraformJson.read(json).properties().forEach(address -> {
            Set<String> own = ids.computeIfAbsent(address.getKey(), other -> new TreeSet<>());
            address.getValue().forEach(id -> own.add(id.asText()));
        });
        return ids;
    }
}
