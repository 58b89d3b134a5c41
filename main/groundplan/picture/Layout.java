package groundplan.picture;

import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Edge;
import groundplan.diagram.Element;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** The positions of all elements: the layered algorithm of the Eclipse Layout Kernel, applied to nested boxes. */
final class Layout {
    /** A rectangle on the page. */
    record Area(double x, double y, double width, double height) {}

    /** A line on the page, and the area of its label; null without one. */
    record Route(Edge edge, List<KVector> points, Area label) {}

    static final double KIND_SIZE = 10;
    static final double TITLE_SIZE = 13;
    static final double DETAIL_SIZE = 11;
    static final double LABEL_SIZE = 10.5;
    static final double BOX_SIZE = 12;
    static final double LINE = 15;
    static final double GAP = 12;

    private final Map<String, ElkNode> nodes = new LinkedHashMap<>();
    private final Map<Edge, ElkEdge> edges = new LinkedHashMap<>();
    private final Map<ElkNode, KVector> corners = new HashMap<>();

    Layout(Diagram diagram) {
        ElkNode root = ElkGraphUtil.createGraph();
        box(diagram.root(), root);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(58, 24, 24, 24));
        for (Edge edge : diagram.edges()) {
            ElkEdge drawn = ElkGraphUtil.createSimpleEdge(nodes.get(edge.from()), nodes.get(edge.to()));
            edges.put(edge, drawn);
            if (!edge.labels().isEmpty()) {
                ElkLabel label = ElkGraphUtil.createLabel(String.join("\n", edge.labels()), drawn);
                label.setDimensions(
                        Letters.width(edge.labels(), LABEL_SIZE) + 8,
                        edge.labels().size() * 13 + 4);
            }
        }
        diagram.boxes().forEach(this::sink);
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    }

    private void box(Box box, ElkNode node) {
        nodes.put(box.id(), node);
        node.setIdentifier(box.id());
        node.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        node.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        node.setProperty(
                CoreOptions.HIERARCHY_HANDLING,
                box.place() == Box.Place.aside
                        ? HierarchyHandling.SEPARATE_CHILDREN
                        : HierarchyHandling.INCLUDE_CHILDREN);
        node.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        node.setProperty(CoreOptions.ASPECT_RATIO, 3.0);
        node.setProperty(CoreOptions.RANDOM_SEED, 1);
        node.setProperty(CoreOptions.SPACING_NODE_NODE, 22.0);
        node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 30.0);
        node.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 12.0);
        node.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
        node.setProperty(LayeredOptions.THOROUGHNESS, 40);
        node.setProperty(CoreOptions.PADDING, new ElkPadding(34, 14, 14, 14));
        node.setProperty(CoreOptions.NODE_SIZE_CONSTRAINTS, EnumSet.of(SizeConstraint.MINIMUM_SIZE));
        node.setProperty(CoreOptions.NODE_SIZE_MINIMUM, new KVector(Letters.width(box.label(), BOX_SIZE) + 30, 60));
        box.boxes().forEach(inner -> box(inner, ElkGraphUtil.createNode(node)));
        for (Element element : box.elements()) {
            ElkNode child = ElkGraphUtil.createNode(node);
            child.setIdentifier(element.id());
            double width = Math.max(
                    Letters.width(element.kind(), KIND_SIZE),
                    Math.max(
                            Letters.width(element.title(), TITLE_SIZE) * 1.12,
                            Letters.width(element.details(), DETAIL_SIZE)));
            // An element that is alone in its box is at least as wide as the box's name.
            double least = box.elements().size() == 1 && box.boxes().isEmpty()
                    ? Letters.width(box.label(), BOX_SIZE) * 1.12 + 4
                    : 120;
            child.setDimensions(
                    Math.ceil(Math.max(least, Math.max(120, width + 2 * GAP))),
                    46 + element.details().size() * LINE);
            nodes.put(element.id(), child);
        }
    }

    /** Puts boxes of place {@code aside} below the rest of their region, by edges that are not drawn. */
    private void sink(Box region) {
        List<Box> aside = region.boxes().stream()
                .filter(box -> box.place() == Box.Place.aside)
                .toList();
        Stream<String> rest = Stream.concat(
                region.elements().stream().map(Element::id),
                region.boxes().stream().map(Box::id));
        rest.map(nodes::get)
                .filter(node -> node.getOutgoingEdges().isEmpty()
                        && !node.getIncomingEdges().isEmpty())
                .forEach(node -> aside.forEach(box -> ElkGraphUtil.createSimpleEdge(node, nodes.get(box.id()))));
    }

    Area area(String id) {
        ElkNode node = nodes.get(id);
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
        List<Route> routes = new ArrayList<>();
        edges.forEach((edge, drawn) -> {
            KVector origin = corner(drawn.getContainingNode());
            List<KVector> points = new ArrayList<>();
            for (ElkEdgeSection section : drawn.getSections()) {
                points.add(new KVector(section.getStartX(), section.getStartY()).add(origin));
                section.getBendPoints().forEach(bend -> points.add(new KVector(bend.getX(), bend.getY()).add(origin)));
                points.add(new KVector(section.getEndX(), section.getEndY()).add(origin));
            }
            ElkLabel label =
                    drawn.getLabels().isEmpty() ? null : drawn.getLabels().get(0);
            routes.add(new Route(
                    edge,
                    points,
                    label == null
                            ? null
                            : new Area(
                                    origin.x + label.getX(),
                                    origin.y + label.getY(),
                                    label.getWidth(),
                                    label.getHeight())));
        });
        return routes;
    }
}
