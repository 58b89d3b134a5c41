package groundplan.refactor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.ResourceAddress;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.states.StateFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A managed object in the state of a unit.
 *
 * @param unit the unit
 * @param resource the state's entry of its resource
 * @param instance the entry of the instance; of a replaced object that is still to be destroyed, a deposed one
 */
record StateObject(UnitPath unit, ObjectNode resource, ObjectNode instance) {
    static final String MODULE = "module";
    static final String INSTANCES = "instances";
    static final String INDEX = "index_key";

    /** The objects of a state. */
    static List<StateObject> in(UnitPath unit, StateFile state) {
        List<StateObject> objects = new ArrayList<>();
        state.json().path("resources").forEach(resource -> {
            if (managed(resource)) {
                resource.path(INSTANCES)
                        .forEach(instance ->
                                objects.add(new StateObject(unit, (ObjectNode) resource, (ObjectNode) instance)));
            }
        });
        return objects;
    }

    static boolean managed(JsonNode resource) {
        return resource.path("mode").asText().equals("managed");
    }

    String type() {
        return resource.path("type").asText();
    }

    String name() {
        return resource.path("name").asText();
    }

    /** The address of its resource, with the keys of modules. */
    String address() {
        String module = resource.path(MODULE).asText();
        return (module.isEmpty() ? "" : module + ".") + type() + "." + name();
    }

    /** The key of the instance in brackets; empty for a single one. */
    String key() {
        JsonNode key = instance.path(INDEX);
        return key.isMissingNode() ? "" : "[" + key + "]";
    }

    /** What identifies it in its state: its address, and which of the objects there it is. */
    String identity() {
        return address() + key() + instance.path("deposed").asText();
    }

    /** The address of its resource in the configuration, as dependencies name it: without any keys. */
    String inConfiguration() {
        return inConfiguration(ResourceAddress.parse(address()));
    }

    private static String inConfiguration(ResourceAddress address) {
        StringBuilder text = new StringBuilder();
        address.modules()
                .forEach(module -> text.append(module.replaceFirst("\\[.*", "")).append('.'));
        return text.append(address.resource()).toString();
    }

    /** Its id; empty if it has none. */
    String id() {
        return instance.path("attributes").path("id").asText("");
    }

    /**
     * The same object elsewhere.
     *
     * @param provider its provider there
     */
    StateObject at(UnitPath to, ResourceAddress address, Optional<String> provider) {
        ObjectNode head = TerraformJson.object();
        if (!address.modules().isEmpty()) {
            head.put(MODULE, String.join(".", address.modules()));
        }
        head.put("mode", "managed")
                .put("type", address.type())
                .put("name", address.name())
                .put("provider", provider.orElse(resource.path("provider").asText()));
        ObjectNode own = instance.deepCopy();
        own.remove(INDEX);
        address.key().ifPresent(key -> own.set(INDEX, TerraformJson.readAny(key)));
        return new StateObject(to, head, own);
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return unit.inEnvironment() + " " + address() + key();
    }
}
