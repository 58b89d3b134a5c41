package groundplan.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.json.TerraformJson;
import groundplan.synth.UnitDocument;
import java.util.SortedSet;

/**
 * The Terraform JSON of a unit; what is missing is named by address and attribute.
 *
 * @param name the unit
 * @param json its document
 */
public record UnitJson(String name, ObjectNode json) {

    /** All resource addresses. */
    public SortedSet<String> addresses() {
        return UnitDocument.addresses(json);
    }

    /** A resource by its address, such as {@code aws_vpc.main}. */
    public JsonNode resource(String address) {
        String[] parts = address.split("\\.", 2);
        JsonNode found = json.path("resource").path(parts[0]).path(parts[1]);
        if (found.isMissingNode()) {
            throw new AssertionError(name + " has no " + address + "; it has " + addresses());
        }
        return found;
    }

    /**
     * An attribute of a resource.
     *
     * @param path keys and list positions joined by dots, such as {@code default_action.0.type}
     */
    public JsonNode attribute(String address, String path) {
        JsonNode here = resource(address);
        for (String part : path.split("\\.")) {
            here = here.isArray() && part.matches("\\d+") ? here.path(Integer.parseInt(part)) : here.path(part);
            // A block that may stand once is written with or without the list around it.
            if (here.isMissingNode()) {
                throw new AssertionError(name + ": " + address + " has no " + path + ": " + resource(address));
            }
        }
        return here;
    }

    /** Whether a resource has an attribute. */
    public boolean has(String address, String attribute) {
        return resource(address).has(attribute);
    }

    /** An attribute that holds JSON as text, such as a policy. */
    public ObjectNode policy(String address, String path) {
        return TerraformJson.read(attribute(address, path).asText());
    }
}
