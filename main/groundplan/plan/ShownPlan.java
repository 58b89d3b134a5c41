package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import java.util.HashSet;
import java.util.Set;

/** An engine's JSON of a plan, as {@code show -json} prints it, without what only one engine says. */
public final class ShownPlan {
    private static final String REASON = "action_reason";
    private static final Set<String> REPLACEMENT = Set.of("delete", "create");

    private ShownPlan() {}

    /** Reads it. OpenTofu names a reason to replace also for an object that is created because it does not exist. */
    public static ObjectNode read(String json) {
        ObjectNode plan = TerraformJson.read(json);
        plan.path("resource_changes").forEach(resource -> {
            Set<String> actions = new HashSet<>();
            for (JsonNode action : resource.path("change").path("actions")) {
                actions.add(action.asText());
            }
            if (resource.path(REASON).asText().startsWith("replace_") && !actions.containsAll(REPLACEMENT)) {
                ((ObjectNode) resource).remove(REASON);
            }
        });
        return plan;
    }
}
