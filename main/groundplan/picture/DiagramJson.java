package groundplan.picture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Edge;
import groundplan.diagram.Element;
import groundplan.json.TerraformJson;

/** A diagram as JSON, for programs that draw it in another way. */
public final class DiagramJson {
    private DiagramJson() {}

    /** The text of a diagram. */
    public static String of(Diagram diagram) {
        ObjectNode document = TerraformJson.object();
        document.put("title", diagram.title());
        ArrayNode boxes = document.putArray("boxes");
        ArrayNode elements = document.putArray("elements");
        for (Box box : diagram.boxes()) {
            box.boxes().forEach(inner -> boxes.addObject()
                    .put("id", inner.id())
                    .put("inside", box.id())
                    .put("place", inner.place().name())
                    .put("label", inner.label()));
            for (Element element : box.elements()) {
                ObjectNode node = elements.addObject()
                        .put("id", element.id())
                        .put("inside", box.id())
                        .put("look", element.look().name())
                        .put("kind", element.kind())
                        .put("title", element.title());
                element.details().forEach(node.putArray("details")::add);
                element.resources().forEach(node.putArray("resources")::add);
            }
        }
        ArrayNode edges = document.putArray("edges");
        for (Edge edge : diagram.edges()) {
            ObjectNode node = edges.addObject()
                    .put("from", edge.from())
                    .put("to", edge.to())
                    .put("flow", edge.flow().name());
            edge.labels().forEach(node.putArray("labels")::add);
        }
        return TerraformJson.write(document);
    }
}
