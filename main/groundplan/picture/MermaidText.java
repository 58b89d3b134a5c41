package groundplan.picture;

import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Edge;
import groundplan.diagram.Element;
import groundplan.diagram.Look;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A diagram as a Mermaid flowchart. */
public final class MermaidText {
    private MermaidText() {}

    /** The text of a diagram. */
    public static String of(Diagram diagram) {
        StringBuilder text = new StringBuilder("---\ntitle: " + diagram.title() + "\n---\nflowchart TB\n");
        diagram.root().boxes().forEach(box -> box(text, box, "  "));
        for (Edge edge : diagram.edges()) {
            String arrow =
                    switch (edge.flow()) {
                        case traffic, data -> "-->";
                        case copy, guard -> "-.->";
                    };
            String label = edge.labels().isEmpty() ? "" : "|\"" + escaped(String.join("<br>", edge.labels())) + "\"|";
            text.append("  ")
                    .append(edge.from())
                    .append(" ")
                    .append(arrow)
                    .append(label)
                    .append(" ")
                    .append(edge.to())
                    .append('\n');
        }
        for (Look look : Look.values()) {
            List<String> ids = diagram.elements().stream()
                    .filter(one -> one.look() == look)
                    .map(Element::id)
                    .toList();
            if (!ids.isEmpty()) {
                Palette colours = Palette.of(look);
                text.append("  classDef ")
                        .append(look)
                        .append(" fill:")
                        .append(colours.fill())
                        .append(",stroke:")
                        .append(colours.line())
                        .append(",color:#1f2328\n");
                text.append("  class ")
                        .append(String.join(",", ids))
                        .append(" ")
                        .append(look)
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static void box(StringBuilder text, Box box, String indent) {
        text.append(indent)
                .append("subgraph ")
                .append(box.id())
                .append("[\"")
                .append(escaped(box.label()))
                .append("\"]\n");
        box.boxes().forEach(inner -> box(text, inner, indent + "  "));
        for (Element element : box.elements()) {
            String lines = Stream.concat(
                            Stream.of(element.kind(), "<b>" + escaped(element.title()) + "</b>"),
                            element.details().stream().map(MermaidText::escaped))
                    .collect(Collectors.joining("<br>"));
            text.append(indent)
                    .append("  ")
                    .append(element.id())
                    .append("[\"")
                    .append(lines)
                    .append("\"]\n");
        }
        text.append(indent).append("end\n");
    }

    private static String escaped(String text) {
        return text.replace("\"", "#quot;");
    }
}
