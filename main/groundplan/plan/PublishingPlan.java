package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.UnitPath;
import groundplan.states.StateKeys;
import java.util.Map;

/**
 * A plan with what the units publish once it is applied.
 *
 * @param plan the plan
 * @param outputs the outputs of each unit as its state has them, with secrets; without those whose values are not known yet
 */
public record PublishingPlan(EnvironmentPlan plan, Map<UnitPath, ObjectNode> outputs) {
    /** The outputs of a unit, from Terraform's JSON of the plan. */
    static ObjectNode outputs(UnitPath unit, JsonNode plan) {
        String prefix = StateKeys.output(unit, "");
        ObjectNode outputs = TerraformJson.object();
        plan.path("planned_values").path("outputs").properties().forEach(output -> {
            if (output.getKey().startsWith(prefix) && output.getValue().has("type")) {
                ObjectNode told = outputs.putObject(output.getKey().substring(prefix.length()));
                told.set("value", output.getValue().path("value"));
                told.set("type", output.getValue().path("type"));
                if (output.getValue().path("sensitive").asBoolean()) {
                    told.put("sensitive", true);
                }
            }
        });
        return outputs;
    }
}
