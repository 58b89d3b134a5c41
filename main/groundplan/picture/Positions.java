package groundplan.picture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.core.math.KVector;

/**
 * Where everything is on the page.
 *
 * @param areas the areas of boxes and elements, by id
 * @param routes the lines
 */
record Positions(Map<String, Area> areas, List<Route> routes) {
    Area of(String id) {
        return areas.get(id);
    }

    /** The same with x and y exchanged. */
    Positions transposed() {
        Map<String, Area> turned = new LinkedHashMap<>();
        areas.forEach((id, area) -> turned.put(id, area.transposed()));
        return new Positions(
                turned,
                routes.stream()
                        .map(route -> new Route(
                                route.edge(),
                                route.points().stream()
                                        .map(point -> new KVector(point.y, point.x))
                                        .toList(),
                                route.label().map(Area::transposed),
                                route.lines()))
                        .toList());
    }
}
