package groundplan.synth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.settings.UnitModel;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A unit and what CDKTF made of it.
 *
 * @param unit the unit
 * @param json its Terraform JSON as a CDKTF stack: with backend, and with lookups of the states it reads
 */
public record UnitDocument(UnitModel<?, ?> unit, ObjectNode json) {

    /** The resource addresses that the unit declares. */
    public SortedSet<String> addresses() {
        return addresses(json);
    }

    /** The resource addresses that a Terraform JSON document declares. */
    public static SortedSet<String> addresses(JsonNode document) {
        SortedSet<String> addresses = new TreeSet<>();
        document.path("resource").fields().forEachRemaining(type -> type.getValue()
                .fieldNames()
                .forEachRemaining(name -> addresses.add(type.getKey() + "." + name)));
        return addresses;
    }

    /**
     * Takes out what CDKTF notes about its own constructs (their paths carry counters, which say nothing about the
     * infrastructure) and the lookups that nothing reads.
     */
    static ObjectNode tidy(ObjectNode synthesized) {
        JsonNode comment = synthesized.remove("//");
        dropComments(synthesized);
        if (comment != null) {
            synthesized.set("//", comment);
        }
        String text = synthesized.toString();
        ObjectNode lookups = (ObjectNode) synthesized.path("data").get("terraform_remote_state");
        if (lookups != null) {
            SortedSet<String> names = new TreeSet<>();
            lookups.fieldNames().forEachRemaining(names::add);
            names.stream()
                    .filter(name -> !text.contains("data.terraform_remote_state." + name + "."))
                    .forEach(lookups::remove);
            ObjectNode data = (ObjectNode) synthesized.get("data");
            if (lookups.isEmpty()) {
                data.remove("terraform_remote_state");
            }
            if (data.isEmpty()) {
                synthesized.remove("data");
            }
        }
        return synthesized;
    }

    private static void dropComments(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("//");
            object.forEach(UnitDocument::dropComments);
        } else if (node instanceof ArrayNode array) {
            array.forEach(UnitDocument::dropComments);
        }
    }
}
