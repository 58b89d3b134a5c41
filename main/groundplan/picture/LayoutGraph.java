package groundplan.picture;

import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Edge;
import groundplan.diagram.Element;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Alignment;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * A diagram as a graph of the Eclipse Layout Kernel. A connection between two regions would put one of them below the
 * other, so it becomes two edges, which lead from both regions to a node below them, a bridge. Each region has a node
 * that is not drawn around all except what is in a column beside it.
 */
final class LayoutGraph {
    static final double LABEL_SIZE = 11;
    static final double LABEL_LINE = 14;
    static final double BOX_SIZE = 12;
    static final double SPACING = 18;
    private static final double WIDEST_LABEL = 230;

    private final Diagram diagram;
    private final Arrangement arrangement;
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final Map<String, ElkNode> nodes = new LinkedHashMap<>();
    private final Map<String, Caption> captions = new HashMap<>();
    private final Map<String, String> regions = new HashMap<>();
    private final Map<Edge, List<ElkEdge>> edges = new LinkedHashMap<>();
    private final Map<Edge, ElkNode> bridges = new HashMap<>();
    private final Set<String> stores = new HashSet<>();

    LayoutGraph(Diagram diagram, Arrangement arrangement) {
        this.diagram = diagram;
        this.arrangement = arrangement;
        box(diagram.root(), root, 0);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(50, 16, 16, 16));
        root.setProperty(LayeredOptions.CROSSING_MINIMIZATION_FORCE_NODE_MODEL_ORDER, true);
        regions().forEach(region -> {
            inside(region, region.id());
            region.elements().forEach(element -> stores.add(element.id()));
        });
        diagram.edges().forEach(this::edge);
        new LayoutRows(this, diagram, arrangement).apply();
    }

    private Stream<Box> regions() {
        return diagram.root().boxes().stream().filter(box -> box.place() == Box.Place.region);
    }

    private void inside(Box box, String region) {
        regions.put(box.id(), region);
        box.elements().forEach(element -> regions.put(element.id(), region));
        box.boxes().forEach(inner -> inside(inner, region));
    }

    private void box(Box box, ElkNode node, double demanded) {
        nodes.put(box.id(), node);
        compound(node, box.place() == Box.Place.aside);
        node.setProperty(CoreOptions.PADDING, new ElkPadding(32, 12, 12, 12));
        ElkNode flow = box.place() == Box.Place.region ? ElkGraphUtil.createNode(node) : node;
        if (flow != node) {
            compound(flow, false);
            flow.setProperty(CoreOptions.PADDING, new ElkPadding(0));
        }
        // The kernel swaps the smallest width and height of nested boxes; what is alone in a box is made as wide as its
        // name instead.
        double least = Math.max(demanded, Letters.width(box.label(), BOX_SIZE) * Letters.BOLD + 4);
        boolean alone = box.boxes().size() + box.elements().size() == 1;
        for (Box inner : box.boxes()) {
            boolean beside = inner.place() == Box.Place.aside && column(box);
            box(inner, ElkGraphUtil.createNode(beside ? node : flow), alone ? least - 24 : 0);
            if (inner.place() == Box.Place.aside) {
                nodes.get(inner.id()).setProperty(CoreOptions.ASPECT_RATIO, beside ? 0.1 : 1.0);
            }
        }
        for (Element element : box.elements()) {
            ElkNode child = ElkGraphUtil.createNode(flow);
            child.setProperty(CoreOptions.ALIGNMENT, Alignment.TOP);
            Caption caption = Caption.of(element, arrangement.element());
            captions.put(element.id(), caption);
            child.setDimensions(Math.max(alone ? Math.ceil(least) : 0, caption.width()), caption.height());
            nodes.put(element.id(), child);
        }
    }

    private void compound(ElkNode node, boolean separate) {
        node.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        node.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        node.setProperty(
                CoreOptions.HIERARCHY_HANDLING,
                separate ? HierarchyHandling.SEPARATE_CHILDREN : HierarchyHandling.INCLUDE_CHILDREN);
        node.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        node.setProperty(CoreOptions.ALIGNMENT, Alignment.TOP);
        node.setProperty(CoreOptions.RANDOM_SEED, 1);
        node.setProperty(CoreOptions.SPACING_NODE_NODE, SPACING);
        node.setProperty(CoreOptions.SPACING_COMPONENT_COMPONENT, 14.0);
        node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 20.0);
        node.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 10.0);
        node.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
        node.setProperty(LayeredOptions.THOROUGHNESS, 20);
        node.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.LINEAR_SEGMENTS);
    }

    private void edge(Edge edge) {
        ElkNode from = nodes.get(edge.from());
        ElkNode to = nodes.get(edge.to());
        String start = regions.get(edge.from());
        String end = regions.get(edge.to());
        if (start != null && end != null && !start.equals(end) && beside(start) && beside(end)) {
            ElkNode bridge = ElkGraphUtil.createNode(root);
            List<String> lines = lines(edge);
            bridge.setDimensions(Math.max(24, Letters.width(lines, LABEL_SIZE) + 8), 8 + lines.size() * LABEL_LINE);
            bridges.put(edge, bridge);
            edges.put(
                    edge,
                    List.of(ElkGraphUtil.createSimpleEdge(from, bridge), ElkGraphUtil.createSimpleEdge(to, bridge)));
            return;
        }
        ElkEdge drawn = ElkGraphUtil.createSimpleEdge(from, to);
        edges.put(edge, List.of(drawn));
        if (!edge.labels().isEmpty()) {
            List<String> lines = lines(edge);
            ElkLabel label = ElkGraphUtil.createLabel(String.join("\n", lines), drawn);
            label.setDimensions(Letters.width(lines, LABEL_SIZE) + 8, lines.size() * LABEL_LINE + 4);
        } else if (start != null && stores.contains(edge.to())) {
            // A label takes a layer of its own: without one, this store would be a layer above the others.
            ElkGraphUtil.createLabel("-", drawn).setDimensions(1, 1);
        }
    }

    static List<String> lines(Edge edge) {
        return edge.labels().stream()
                .flatMap(label -> Stream.of(label.split("(?<=,) ")))
                .flatMap(label -> Caption.broken(label, WIDEST_LABEL, LABEL_SIZE).stream())
                .toList();
    }

    /** Whether what stands alone in a region is in a column beside the rest. */
    boolean column(Box region) {
        return regions().map(Box::id).toList().indexOf(region.id()) < arrangement.columns();
    }

    /** Whether a region is beside the others. */
    boolean beside(String region) {
        return arrangement.beside()
                || regions()
                        .anyMatch(box -> box.id().equals(region)
                                && box.boxes().stream().anyMatch(inner -> inner.place() == Box.Place.vpc));
    }

    /** Puts a node below another. */
    void below(ElkNode upper, ElkNode lower) {
        ElkGraphUtil.createSimpleEdge(upper, lower).setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, 0);
    }

    ElkNode root() {
        return root;
    }

    ElkNode node(String id) {
        return nodes.get(id);
    }

    Caption caption(String element) {
        return captions.get(element);
    }

    /** The region that a box or an element is in. */
    Optional<String> region(String id) {
        return Optional.ofNullable(regions.get(id));
    }

    /** The node below both regions of a connection, if it is between two. */
    Optional<ElkNode> bridge(Edge edge) {
        return Optional.ofNullable(bridges.get(edge));
    }

    /** A connection's edge; of one between two regions, both that lead to the bridge. */
    List<ElkEdge> edges(Edge edge) {
        return edges.get(edge);
    }
}
