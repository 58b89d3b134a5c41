package groundplan.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.aws.AccountProfiles;
import groundplan.json.TerraformJson;
import groundplan.settings.UnitModel;
import java.util.List;
import java.util.Map;

/** A unit's stack as an apply needs it. */
final class UnitStack {
    private static final String DATA = "data";
    private static final String LOOKUP = "terraform_remote_state";

    private UnitStack() {}

    /**
     * The stack with which all resources of a unit are destroyed: its backend and its providers. Terraform takes the resources from the
     * state. With their blocks it would evaluate what they read from other units, which is not there if those are half applied.
     */
    static ObjectNode destroying(ObjectNode stack) {
        ObjectNode bare = TerraformJson.object();
        for (String kept : List.of("terraform", "provider", "variable")) {
            if (stack.has(kept)) {
                bare.set(kept, stack.path(kept).deepCopy());
            }
        }
        lookups(stack, bare.path("provider"), bare);
        return bare;
    }

    /** The stack, in which the states that it reads are looked up with the profiles of their accounts, where there are some. */
    static ObjectNode withProfiles(ObjectNode stack, UnitModel<?, ?> unit, Map<String, String> variables) {
        ObjectNode own = stack.deepCopy();
        unit.reads().values().forEach(read -> AccountProfiles.profile(
                        variables, read.environment().accountId())
                .ifPresent(profile -> {
                    JsonNode lookup =
                            own.path(DATA).path(LOOKUP).path(read.path().wireName(unit.path()));
                    if (lookup.path("config") instanceof ObjectNode config) {
                        config.put("profile", profile);
                    }
                }));
        return own;
    }

    /** Copies the lookups of other units' states that a provider refers to. */
    static void lookups(JsonNode from, JsonNode provider, ObjectNode to) {
        String text = provider.toString();
        from.path(DATA).path(LOOKUP).properties().stream()
                .filter(lookup -> text.contains(DATA + "." + LOOKUP + "." + lookup.getKey() + "."))
                .forEach(lookup -> to.withObjectProperty(DATA)
                        .withObjectProperty(LOOKUP)
                        .set(lookup.getKey(), lookup.getValue().deepCopy()));
    }
}
