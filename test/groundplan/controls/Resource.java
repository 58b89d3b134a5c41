package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.synth.UnitDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * A resource as a unit declares it.
 *
 * @param type such as {@code aws_vpc}
 * @param name its name among those of the type
 * @param body its arguments
 */
record Resource(String type, String name, JsonNode body) {

    /** All resources of a document. */
    static List<Resource> all(UnitDocument document) {
        List<Resource> all = new ArrayList<>();
        document.json().path("resource").properties().forEach(type -> type.getValue()
                .properties()
                .forEach(resource -> all.add(new Resource(type.getKey(), resource.getKey(), resource.getValue()))));
        return all;
    }

    String address() {
        return type + "." + name;
    }

    /** Whether an argument's text refers to this resource. */
    boolean isNamedBy(String text) {
        return text.contains("${" + address() + ".");
    }

    /**
     * An argument, or one inside blocks that stand once.
     *
     * @param path names joined by dots
     */
    JsonNode at(String path) {
        return at(body, path);
    }

    static JsonNode at(JsonNode body, String path) {
        JsonNode here = body;
        for (String part : path.split("\\.")) {
            // A block that may stand once is written with or without a list around it.
            here = (here.isArray() ? here.size() == 1 ? here.get(0) : MissingNode.getInstance() : here).path(part);
        }
        return here;
    }

    /** An argument as text; empty when it is absent. */
    String text(String path) {
        return at(path).asText("");
    }

    boolean isTrue(String path) {
        return text(path).equals("true");
    }

    boolean isFalse(String path) {
        return text(path).equals("false");
    }

    /** The blocks of one name, however many there are. */
    List<JsonNode> blocks(String path) {
        return list(at(path));
    }

    /** A value that may be one or a list of several. */
    static List<JsonNode> list(JsonNode node) {
        List<JsonNode> list = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(list::add);
        } else if (!node.isMissingNode() && !node.isNull()) {
            list.add(node);
        }
        return list;
    }

    /** The statements of an argument that holds a policy as text. */
    List<JsonNode> statements(String path) {
        return text(path).isEmpty() ? List.of() : list(json(path).path("Statement"));
    }

    /** An argument that holds JSON as text. */
    ObjectNode json(String path) {
        return TerraformJson.read(text(path));
    }
}
