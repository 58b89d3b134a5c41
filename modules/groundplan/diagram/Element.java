package groundplan.diagram;

import java.util.List;
import java.util.SortedSet;

/**
 * Something that stands in a box.
 *
 * @param id unique among boxes and elements
 * @param look what sort it is
 * @param kind what AWS calls it
 * @param title its name
 * @param details its figures, a line each
 * @param resources the resources that it stands for, as {@code <region>/<unit>/<address>}
 */
public record Element(
        String id, Look look, String kind, String title, List<String> details, SortedSet<String> resources) {}
