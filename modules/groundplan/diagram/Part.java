package groundplan.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.List;

/**
 * A resource of the environment.
 *
 * @param unit the unit that declares it
 * @param type Terraform's type
 * @param name its name among those of its type
 * @param json its arguments
 * @param region the region that it is made in: its provider's
 */
record Part(UnitPath unit, String type, String name, JsonNode json, String region) {
    /** Unique among the resources of all units. */
    String id() {
        return unit.region() + "/" + unit.unit() + "/" + type + "." + name;
    }

    /** What stands at a path such as {@code access_logs.bucket}, as text; empty when nothing does. */
    String text(String path) {
        return at(json, path).asText();
    }

    int number(String path, int otherwise) {
        return at(json, path).asInt(otherwise);
    }

    boolean flag(String path) {
        return at(json, path).asBoolean();
    }

    /** A block that may stand once is found with and without the list around it. */
    static JsonNode at(JsonNode node, String path) {
        JsonNode here = node;
        for (String part : path.split("\\.")) {
            here = (here.isArray() ? here.path(0) : here).path(part);
        }
        return here;
    }

    /** A list's items; what stands alone is a list of one. */
    static List<JsonNode> items(JsonNode node) {
        List<JsonNode> items = new ArrayList<>();
        if (node instanceof ArrayNode array) {
            array.forEach(items::add);
        } else if (!node.isMissingNode() && !node.isNull()) {
            items.add(node);
        }
        return items;
    }
}
