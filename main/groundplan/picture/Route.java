package groundplan.picture;

import groundplan.diagram.Edge;
import java.util.List;
import java.util.Optional;
import org.eclipse.elk.core.math.KVector;

/**
 * A line on the page.
 *
 * @param points its bends, with both ends
 * @param label the area of its label; absent without one
 * @param lines the lines of its label
 */
record Route(Edge edge, List<KVector> points, Optional<Area> label, List<String> lines) {}
