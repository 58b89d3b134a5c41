package groundplan.permissions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The permissions of a role, for machines. */
public final class PermissionsJson {
    private PermissionsJson() {}

    /** All that is known, with every action. */
    public static ObjectNode of(EnvironmentPermissions permissions) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("environment", permissions.environment());
        json.put("task", permissions.task().name());
        json.put("role", permissions.role());
        json.put("lacking", permissions.lacking());
        ArrayNode units = json.putArray("units");
        permissions.units().forEach(unit -> {
            ObjectNode one = units.addObject();
            one.put("unit", unit.unit());
            ArrayNode actions = one.putArray("actions");
            unit.actions().forEach(needed -> {
                ObjectNode action = actions.addObject();
                action.put("action", needed.action());
                action.put("resource", needed.resource());
                action.put("outcome", needed.decision().outcome().name().toLowerCase(Locale.ROOT));
                if (!needed.decision().reason().isEmpty()) {
                    action.put("reason", needed.decision().reason());
                }
                ArrayNode by = action.putArray("needed_by");
                needed.neededBy().forEach(by::add);
            });
        });
        ArrayNode administrators = json.putArray("applied_by_administrator");
        permissions.administrators().forEach(administrators::add);
        ArrayNode unknown = json.putArray("unknown_types");
        permissions.unknownTypes().forEach(unknown::add);
        return json;
    }
}
