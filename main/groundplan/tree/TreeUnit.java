package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.plan.PlannableUnit;
import java.util.List;
import java.util.Set;

/**
 * A unit of a tree.
 *
 * @param unit the unit as it is planned
 * @param backend where its state is: Terraform's {@code backend} block
 * @param protectedAddresses the addresses with {@code prevent_destroy}, which is lifted: the guards judge the plan
 * @param notes what to know about its plan, such as hooks that were not run
 */
public record TreeUnit(PlannableUnit unit, JsonNode backend, Set<String> protectedAddresses, List<String> notes) {
    public TreeUnit {
        protectedAddresses = Set.copyOf(protectedAddresses);
        notes = List.copyOf(notes);
    }
}
