package groundplan.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.kernel.AssumeRoleSettings;
import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import groundplan.synth.UnitDocument;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A unit that is no longer in the settings and of which only the state is left. */
final class RemovedUnit {
    private RemovedUnit() {}

    /**
     * A stack without resources that has the unit's state and region, and is otherwise like those of the environment.
     *
     * @param environment the remaining units, at least one
     */
    static ObjectNode stack(UnitPath unit, Collection<UnitDocument> environment) {
        ObjectNode like = environment.stream().findFirst().orElseThrow().json();
        ObjectNode empty = TerraformJson.object();
        empty.set("terraform", like.path("terraform").deepCopy());
        ((ObjectNode) empty.path("terraform").path("backend").path("s3")).put("key", unit.stateKey());
        empty.withObjectProperty("provider")
                .putArray("aws")
                .add(provider(unit.global() ? UnitContext.GLOBAL_REGION : unit.region(), environment));
        // The provider block refers to this variable for the role that it assumes.
        if (like.path("variable").has(AssumeRoleSettings.VARIABLE)) {
            empty.withObjectProperty("variable")
                    .set(AssumeRoleSettings.VARIABLE, like.path("variable").path(AssumeRoleSettings.VARIABLE));
        }
        return empty;
    }

    /** The provider of a unit in the region; without one, that of any unit with its region changed. */
    private static ObjectNode provider(String region, Collection<UnitDocument> environment) {
        Map<String, ObjectNode> byRegion = new LinkedHashMap<>();
        environment.forEach(unit -> unit.json().path("provider").path("aws").forEach(provider -> {
            if (!provider.has("alias")) {
                byRegion.putIfAbsent(provider.path("region").asText(), provider.deepCopy());
            }
        }));
        return byRegion.getOrDefault(region, byRegion.values().iterator().next())
                .deepCopy()
                .put("region", region);
    }
}
