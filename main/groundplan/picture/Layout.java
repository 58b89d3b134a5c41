package groundplan.picture;

import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Edge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;

/** The positions of all elements: the layered algorithm of the Eclipse Layout Kernel, applied to nested boxes. */
final class Layout {
    /** The width of a page on which the smallest text is legible; wider ones are used only if nothing else fits. */
    static final double WIDEST = 1600;

    private final Diagram diagram;
    private final LayoutGraph graph;
    private final Map<ElkNode, KVector> corners = new HashMap<>();
    private final Positions positions;

    private Layout(Diagram diagram, Arrangement arrangement) {
        this.diagram = diagram;
        graph = new LayoutGraph(diagram, arrangement);
        new RecursiveGraphLayoutEngine().layout(graph.root(), new BasicProgressMonitor());
        Map<String, Area> areas = new HashMap<>();
        diagram.boxes().forEach(box -> areas.put(box.id(), area(graph.node(box.id()))));
        diagram.elements().forEach(element -> areas.put(element.id(), area(graph.node(element.id()))));
        Positions loose =
                new Positions(areas, diagram.edges().stream().map(this::route).toList());
        positions = Compaction.flat(diagram, Compaction.narrow(diagram, loose));
    }

    private Layout(Layout layout, Positions positions) {
        this.diagram = layout.diagram;
        this.graph = layout.graph;
        this.positions = positions;
    }

    /** The best of all arrangements: one that is not too wide, and then a small and not too tall one. */
    static Layout of(Diagram diagram) {
        List<Box> regions = diagram.root().boxes().stream()
                .filter(box -> box.place() == Box.Place.region)
                .toList();
        int networks = (int) regions.stream()
                .filter(region -> region.boxes().stream().anyMatch(box -> box.place() == Box.Place.vpc))
                .count();
        Layout best = null;
        for (Arrangement arrangement : Arrangement.all(regions.size(), networks)) {
            // Narrower elements, in which more texts are broken, are for drawings that would be too wide.
            if (best == null
                    || arrangement.wide()
                    || networks > 1
                    || best.page().width() > WIDEST) {
                Layout layout = new Layout(diagram, arrangement);
                best = best == null || layout.cost() < best.cost() ? layout : best;
            }
        }
        return new Layout(best, Compaction.narrow(diagram, best.positions));
    }

    private double cost() {
        Area page = page();
        double tall = Math.max(1, page.height() / page.width());
        return page.size() * Math.sqrt(tall) * (page.width() > WIDEST ? 100 * page.width() : 1);
    }

    Area page() {
        Area all = positions.of(diagram.root().id());
        return new Area(0, 0, Math.ceil(all.width()), Math.ceil(all.height()));
    }

    Caption caption(String element) {
        return graph.caption(element);
    }

    Area area(String id) {
        return positions.of(id);
    }

    private Area area(ElkNode node) {
        KVector corner = corner(node);
        return new Area(corner.x, corner.y, node.getWidth(), node.getHeight());
    }

    /** A node's corner on the page; in the graph it is relative to the enclosing node. */
    private KVector corner(ElkNode node) {
        KVector known = corners.get(node);
        if (known == null) {
            known = node.getParent() == null
                    ? new KVector()
                    : corner(node.getParent()).clone().add(node.getX(), node.getY());
            corners.put(node, known);
        }
        return known;
    }

    List<Route> routes() {
        return positions.routes();
    }

    private Route route(Edge edge) {
        List<String> lines = LayoutGraph.lines(edge);
        ElkEdge drawn = graph.edges(edge).get(0);
        List<KVector> points = points(drawn);
        Optional<Area> bridge = graph.bridge(edge).map(this::area);
        if (bridge.isPresent()) {
            Area middle = bridge.get();
            List<KVector> back = points(graph.edges(edge).get(1));
            Collections.reverse(back);
            points.add(points.get(points.size() - 1).clone().add(0, 4));
            points.add(back.get(0).clone().add(0, 4));
            points.addAll(back);
            return new Route(
                    edge,
                    points,
                    lines.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Area(middle.x(), middle.y() + 6, middle.width(), middle.height() - 6)),
                    lines);
        }
        KVector origin = corner(drawn.getContainingNode());
        Optional<ElkLabel> label = lines.isEmpty()
                ? Optional.empty()
                : Optional.of(drawn.getLabels().get(0));
        return new Route(
                edge,
                points,
                label.map(text ->
                        new Area(origin.x + text.getX(), origin.y + text.getY(), text.getWidth(), text.getHeight())),
                lines);
    }

    private List<KVector> points(ElkEdge drawn) {
        KVector origin = corner(drawn.getContainingNode());
        List<KVector> points = new ArrayList<>();
        for (ElkEdgeSection section : drawn.getSections()) {
            points.add(new KVector(section.getStartX(), section.getStartY()).add(origin));
            section.getBendPoints().forEach(bend -> points.add(new KVector(bend.getX(), bend.getY()).add(origin)));
            points.add(new KVector(section.getEndX(), section.getEndY()).add(origin));
        }
        return points;
    }
}
