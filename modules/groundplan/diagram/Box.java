package groundplan.diagram;

import java.util.List;

/**
 * A place: what stands in it, and the places inside of it.
 *
 * @param id unique among boxes and elements
 * @param place what sort of place
 * @param label its name
 */
public record Box(String id, Place place, String label, List<Box> boxes, List<Element> elements) {
    /** What sort of place a box is. */
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
