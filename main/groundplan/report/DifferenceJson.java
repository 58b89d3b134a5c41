package groundplan.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.address.AttributePath;
import groundplan.difference.DocumentChange;
import groundplan.plan.AttributeChange;
import java.util.ArrayList;
import java.util.List;

/** The difference of an attribute as JSON. */
final class DifferenceJson {
    private DifferenceJson() {}

    static void write(AttributeChange difference, ObjectNode json) {
        json.put("path", difference.path().toString())
                .put("before", difference.before())
                .put("after", difference.after())
                .put("forces_replacement", difference.forcesReplacement());
        if (!difference.configured()) {
            json.put("configured", false);
        }
        if (!difference.inside().isEmpty()) {
            ArrayNode inside = json.putArray("inside");
            difference.inside().forEach(part -> inside.addObject()
                    .put("path", part.path())
                    .put("before", part.before())
                    .put("after", part.after()));
        }
    }

    static AttributeChange read(JsonNode json) {
        List<DocumentChange> inside = new ArrayList<>();
        json.path("inside")
                .forEach(part -> inside.add(new DocumentChange(
                        part.path("path").asText(), text(part.path("before")), text(part.path("after")))));
        return new AttributeChange(
                AttributePath.parse(json.path("path").asText()),
                text(json.path("before")),
                text(json.path("after")),
                json.path("forces_replacement").asBoolean(),
                json.path("configured").asBoolean(true),
                List.copyOf(inside));
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }
}
