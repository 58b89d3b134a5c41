package groundplan.tree;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.UnitPath;
import groundplan.plan.PlannableUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A data source {@code terraform_remote_state} that reads states of other units of the tree.
 *
 * @param name its name
 * @param repeated whether it has {@code count} or {@code for_each}
 * @param counted whether it has {@code count}
 * @param instances the units by the keys of its instances, or by an empty text if it is not repeated
 * @param outputs the outputs of each of these units
 * @param defaults its {@code defaults}, for outputs that a unit does not have
 */
record RemoteState(
        String name,
        boolean repeated,
        boolean counted,
        SortedMap<String, UnitPath> instances,
        SortedMap<UnitPath, SortedSet<String>> outputs,
        Optional<JsonNode> defaults) {
    static final String TYPE = "terraform_remote_state";

    /** The unit of an instance that has this output; absent if there is none. */
    Optional<UnitPath> producer(String key, String output) {
        return Optional.ofNullable(instances.get(key))
                .filter(unit -> outputs.get(unit).contains(output));
    }

    /** The name of the variable for an output of an instance. */
    String variable(String key, String output) {
        int index = instances.headMap(key).size();
        return PlannableUnit.LOOKED_UP + name + (repeated ? "_" + index : "") + "_" + output;
    }

    /** The name of the local value that stands for it where a single output is not enough. */
    String local() {
        return PlannableUnit.LOOKED_UP + name;
    }
}
