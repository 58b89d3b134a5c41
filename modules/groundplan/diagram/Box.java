package groundplan.diagram;

import java.util.List;

/**
 * A box: its elements, and the boxes inside it.
 *
 * @param id unique among boxes and elements
 * @param place the kind of place
 * @param label its label
 */
public record Box(String id, Place place, String label, List<Box> boxes, List<Element> elements) {
    /** The kind of place that a box shows. */
    public enum Place {
        root,
        outside,
        global,
        region,
        vpc,
        tier,
        cluster,
        group,
        aside
    }
}
