package groundplan.refactor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes objects as a state has them: those of one resource together.
 *
 * @param dependencies what an object depends on
 */
record StateResources(Function<StateObject, Set<String>> dependencies) {
    private static final String DEPENDENCIES = "dependencies";

    void add(List<StateObject> objects, ArrayNode resources) {
        Map<String, ObjectNode> heads = new LinkedHashMap<>();
        for (StateObject object : objects) {
            ObjectNode head = heads.computeIfAbsent(object.address(), address -> {
                ObjectNode copy = object.resource().deepCopy();
                copy.putArray(StateObject.INSTANCES);
                resources.add(copy);
                return copy;
            });
            ObjectNode instance = object.instance().deepCopy();
            if (instance.has(DEPENDENCIES)) {
                Set<String> known = dependencies.apply(object);
                ArrayNode list = instance.putArray(DEPENDENCIES);
                known.forEach(list::add);
            }
            head.withArrayProperty(StateObject.INSTANCES).add(instance);
        }
    }
}
