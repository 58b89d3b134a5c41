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
 * @param region its region, which is that of its provider
 */
record Part(UnitPath unit, String type, String name, JsonNode json, String region) {
    /** Unique among the resources of all units. */
    String id() {
        return unit.region() + "/" + unit.unit() + "/" + type + "." + name;
    }

    /** The value at a path such as {@code access_logs.bucket}, as text; empty when there is none. */
    String text(String path) {
        return at(json, path).asText();
    }

    int number(String path, int otherwise) {
        return at(json, path).asInt(otherwise);
    }

    boolean flag(String path) {
        return at(json, path).asBoolean();
    }

    /** A block that may occur once is found with and without an array around it. */
    static JsonNode at(JsonNode node, String path) {
        JsonNode here = node;
        for (String part : path.split("\\.")) {
            here = (here.isArray() ? here.path(0) : here).path(part);
        }
        return here;
    }

    /** The items of an array; any other value is an array of one. */
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
