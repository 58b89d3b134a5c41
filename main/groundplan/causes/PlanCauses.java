package groundplan.causes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What causes the actions of a plan, and which of them are certain. */
public final class PlanCauses {
    private final PlannedObjects objects;
    private final Conditions conditions;
    private final Causes causes;

    /**
     * @param plan Terraform's JSON of a plan
     * @param root the root module that was planned, in Terraform's JSON syntax
     * @param modules the modules that it calls, by the names of their blocks
     */
    public PlanCauses(JsonNode plan, JsonNode root, Map<String, ? extends JsonNode> modules) {
        this.objects = new PlannedObjects(plan);
        Configuration configuration = new Configuration(root, modules);
        this.conditions = new Conditions(configuration, objects);
        this.causes = new Causes(plan, objects, conditions);
        SourcesFirst.of(objects.all(), configuration).forEach(object -> {
            conditions.of(object);
            causes.of(object);
        });
    }

    /**
     * What an action depends on; absent if it is certain.
     *
     * @param address the object's address in the whole plan
     */
    public Optional<Condition> condition(String address) {
        return objects.at(address).flatMap(conditions::of);
    }

    /**
     * Why an object is changed, and for one that is replaced what forces that. Empty if it is not changed.
     *
     * @param address the object's address in the whole plan
     */
    public List<Cause> causes(String address) {
        return objects.at(address).map(causes::of).orElse(List.of());
    }
}
