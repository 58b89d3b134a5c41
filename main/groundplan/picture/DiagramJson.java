package groundplan.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Edge;
import groundplan.diagram.Element;
import groundplan.diagram.Flow;
import groundplan.diagram.Look;
import groundplan.json.TerraformJson;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A diagram as JSON, for programs that draw it in another way. */
public final class DiagramJson {
    /** The id of the box that is in no other, which {@link Diagram#of} gives it. */
    private static final String ROOT = "all";

    private DiagramJson() {}

    /** The text of a diagram. */
    public static String of(Diagram diagram) {
        return TerraformJson.write(json(diagram));
    }

    /** A diagram as JSON, from which {@link #read} makes it again. */
    public static ObjectNode json(Diagram diagram) {
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
        return document;
    }

    /**
     * Reads what {@link #json} has written.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static Diagram read(JsonNode document) {
        List<Edge> edges = new ArrayList<>();
        document.path("edges")
                .forEach(edge -> edges.add(new Edge(
                        edge.path("from").asText(),
                        edge.path("to").asText(),
                        Flow.valueOf(edge.path("flow").asText()),
                        texts(edge.path("labels")))));
        String title = document.path("title").asText();
        return new Diagram(title, box(ROOT, Box.Place.root, title, document), List.copyOf(edges));
    }

    private static Box box(String id, Box.Place place, String label, JsonNode document) {
        List<Box> boxes = new ArrayList<>();
        for (JsonNode inner : document.path("boxes")) {
            if (inner.path("inside").asText().equals(id)) {
                boxes.add(box(
                        inner.path("id").asText(),
                        Box.Place.valueOf(inner.path("place").asText()),
                        inner.path("label").asText(),
                        document));
            }
        }
        List<Element> elements = new ArrayList<>();
        for (JsonNode element : document.path("elements")) {
            if (element.path("inside").asText().equals(id)) {
                elements.add(new Element(
                        element.path("id").asText(),
                        Look.valueOf(element.path("look").asText()),
                        element.path("kind").asText(),
                        element.path("title").asText(),
                        texts(element.path("details")),
                        new TreeSet<>(texts(element.path("resources")))));
            }
        }
        return new Box(id, place, label, List.copyOf(boxes), List.copyOf(elements));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
