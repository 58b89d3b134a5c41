package groundplan.diagram;

import java.util.List;
import java.util.SortedSet;

/**
 * An element of a box.
 *
 * @param id unique among boxes and elements
 * @param look its category
 * @param kind AWS's name for its type
 * @param title its title
 * @param details details, one per line
 * @param resources the resources that it represents, as {@code <region>/<unit>/<address>}
 */
public record Element(
        String id, Look look, String kind, String title, List<String> details, SortedSet<String> resources) {}
