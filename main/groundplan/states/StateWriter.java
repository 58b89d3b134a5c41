package groundplan.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.terraform.Engine;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which engine wrote a state last. Both write the same format and their own version number under the same key, so only the addresses of
 * providers tell it: each uses the host of its own registry unless the configuration names another.
 *
 * @param state the state
 * @param providers by the engine of whose registry it is, the first provider of a resource, without its host
 */
public record StateWriter(StateFile state, Map<Engine, String> providers) {
    private static final String RESOURCES = "resources";
    private static final String PROVIDER = "provider";

    /** The writer of a state. */
    public static StateWriter of(StateFile state) {
        Map<Engine, String> found = new EnumMap<>(Engine.class);
        for (JsonNode resource : state.json().path(RESOURCES)) {
            for (Engine engine : Engine.values()) {
                within(resource.path(PROVIDER).asText(), engine).ifPresent(name -> found.putIfAbsent(engine, name));
            }
        }
        return new StateWriter(state, found);
    }

    /** The provider in {@code provider["registry.example.com/hashicorp/aws"]} without its host, if that is the engine's registry. */
    private static Optional<String> within(String recorded, Engine engine) {
        String host = "[\"" + engine.registry() + "/";
        int start = recorded.indexOf(host);
        int end = recorded.indexOf('"', start + host.length());
        return start < 0
                ? Optional.empty()
                : Optional.of(recorded.substring(start + host.length(), end < 0 ? recorded.length() : end));
    }

    /**
     * States as an engine works with them: with the addresses that it gives to providers.
     *
     * @throws UnreadableState when the engine is Terraform and OpenTofu wrote one of them
     */
    public static <K> Map<K, StateFile> adapted(Map<K, StateFile> states, Engine engine) {
        Map<K, StateFile> adapted = new TreeMap<>(states);
        adapted.replaceAll((key, state) -> {
            StateWriter writer = of(state);
            if (engine == Engine.TERRAFORM) {
                writer.refuseOpenTofu();
            }
            return writer.as(engine);
        });
        return adapted;
    }

    /** Whether the state shows that the other engine wrote it. */
    public boolean other(Engine engine) {
        return !may(engine);
    }

    /** Whether an engine may have written it: nothing in it is the other one's only. */
    boolean may(Engine engine) {
        return providers.containsKey(engine) || !providers.containsKey(engine.other());
    }

    /**
     * Refuses a state with resources of OpenTofu's registry, which Terraform does not have.
     *
     * @throws UnreadableState when it has one
     */
    private void refuseOpenTofu() {
        String name = providers.get(Engine.TOFU);
        if (name != null) {
            String there = Engine.TOFU.registry() + "/" + name;
            throw new UnreadableState(state.place() + " was written by OpenTofu: its resources belong to the provider "
                    + there
                    + ". Work with OpenTofu: set engine: tofu, or GROUNDPLAN_ENGINE=tofu. To go back to Terraform"
                    + " (docs/engines.md), in the folder of the unit run: tofu state replace-provider " + there + " "
                    + Engine.TERRAFORM.registry() + "/" + name);
        }
    }

    /** The state with the addresses that an engine gives to providers of the two registries. */
    public StateFile as(Engine engine) {
        if (!providers.containsKey(engine.other())) {
            return state;
        }
        ObjectNode copy = state.json().deepCopy();
        copy.path(RESOURCES).forEach(resource -> ((ObjectNode) resource)
                .put(
                        PROVIDER,
                        resource.path(PROVIDER)
                                .asText()
                                .replace("[\"" + engine.other().registry() + "/", "[\"" + engine.registry() + "/")));
        return new StateFile(state.place(), copy);
    }
}
