package groundplan.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.kernel.Drawing;
import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An environment as a diagram.
 *
 * @param title its title
 * @param root the box around everything
 * @param edges the connections
 */
public record Diagram(String title, Box root, List<Edge> edges) {

    /**
     * Creates the diagram of an environment from its documents.
     *
     * @param title the title
     * @param documents the Terraform JSON of its units, as CDKTF writes it: with backends, and with lookups of other
     *     units' states
     */
    public static Diagram of(String title, SortedMap<UnitPath, JsonNode> documents) {
        return of(title, documents, Map.of());
    }

    /**
     * Like {@link #of(String, SortedMap)}, with units of kinds that are not built in.
     *
     * @param own how each of these units is drawn
     */
    public static Diagram of(String title, SortedMap<UnitPath, JsonNode> documents, Map<UnitPath, Drawing> own) {
        Parts parts = new Parts(documents);
        Sketch sketch = new Sketch();
        sketch.box("", "outside", Box.Place.outside, "Internet");
        sketch.box("", "global", Box.Place.global, "Global and edge services");
        Networks networks = new Networks(parts, sketch);
        networks.draw();
        Stores stores = new Stores(parts, sketch, networks);
        stores.draw();
        new Fronts(parts, sketch, networks).draw();
        new Services(parts, sketch, networks).draw();
        new Functions(parts, sketch, networks).draw();
        new Kubernetes(parts, sketch, networks).draw();
        new Watchers(parts, sketch).draw();
        new OwnUnits(parts, sketch, new TreeMap<>(own)).draw();
        stores.connect();
        new Groups(sketch).apply();
        return sketch.diagram(title);
    }

    /** All elements, in any box. */
    public List<Element> elements() {
        return boxes(root).flatMap(box -> box.elements().stream()).toList();
    }

    /** All boxes, the outermost first. */
    public List<Box> boxes() {
        return boxes(root).toList();
    }

    private static Stream<Box> boxes(Box box) {
        return Stream.concat(Stream.of(box), box.boxes().stream().flatMap(Diagram::boxes));
    }
}
