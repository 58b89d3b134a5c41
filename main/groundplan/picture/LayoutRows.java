package groundplan.picture;

import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Edge;
import groundplan.diagram.Element;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.elk.graph.ElkNode;

/**
 * Keeps a drawing narrow, by edges that are not drawn: elements that would all be in one layer are spread over several.
 * In each region, what only something outside uses comes first, in rows; then what leads into the network, the network,
 * and in rows below it the stores.
 */
final class LayoutRows {
    private static final Set<Box.Place> WRAPPED = EnumSet.of(Box.Place.root, Box.Place.region, Box.Place.group);

    /** A row has room for two elements. */
    private static final double LEAST_ROW = 400;

    /** The part of a page's width for rows; the rest is for lines, and for what leads there from other rows. */
    private static final double OF_PAGE = 0.6;

    private final LayoutGraph graph;
    private final Diagram diagram;
    private final Arrangement arrangement;

    LayoutRows(LayoutGraph graph, Diagram diagram, Arrangement arrangement) {
        this.graph = graph;
        this.diagram = diagram;
        this.arrangement = arrangement;
    }

    void apply() {
        List<Box> tops = diagram.root().boxes();
        List<Box> regions =
                tops.stream().filter(box -> box.place() == Box.Place.region).toList();
        tops.stream()
                .filter(box -> box.place() != Box.Place.region)
                .reduce((one, other) -> other)
                .ifPresent(last -> regions.stream()
                        .filter(region -> !reached(region) && graph.beside(region.id()))
                        .forEach(region -> graph.below(graph.node(last.id()), graph.node(region.id()))));
        regions.forEach(this::region);
        diagram.boxes().stream().filter(box -> box.place() == Box.Place.vpc).forEach(this::network);
        // What is in networks has rows of its own.
        if (diagram.boxes().stream().allMatch(box -> WRAPPED.contains(box.place()))) {
            wrap(regions);
        }
    }

    /** Where regions would be wider than a page side by side, what is beside each other in them is broken into rows. */
    private void wrap(List<Box> regions) {
        double wide = 0;
        for (Box region : regions) {
            wide += layers(region).stream().mapToDouble(this::wide).max().orElse(0);
        }
        if (wide <= Layout.WIDEST) {
            return;
        }
        double row = Math.max(LEAST_ROW, Layout.WIDEST * OF_PAGE / regions.size());
        for (Box region : regions) {
            region.boxes().forEach(box -> rows(nodes(box.elements().stream()), row - 2 * LayoutGraph.SPACING));
            layers(region).forEach(layer -> rows(layer, row));
        }
    }

    private double wide(List<ElkNode> layer) {
        return layer.stream().mapToDouble(this::wide).sum();
    }

    /** A box is as wide as what is in it. */
    private double wide(ElkNode node) {
        return node.getChildren().isEmpty()
                ? node.getWidth() + LayoutGraph.SPACING
                : node.getChildren().stream().mapToDouble(this::wide).sum();
    }

    /** What is in a region, by how many steps lead there: nothing in a layer leads to anything else in it. */
    private List<List<ElkNode>> layers(Box region) {
        Map<String, Integer> depths = new LinkedHashMap<>();
        region.boxes().forEach(box -> depths.put(box.id(), 0));
        region.elements().forEach(element -> depths.put(element.id(), 0));
        boolean grown = true;
        // In a cycle depths would grow without end.
        for (int i = 0; grown && i < depths.size(); i++) {
            grown = false;
            for (Edge edge : diagram.edges()) {
                if (depths.containsKey(edge.from()) && depths.containsKey(edge.to())) {
                    int depth = depths.get(edge.from()) + 1;
                    grown |= depth > depths.get(edge.to());
                    depths.merge(edge.to(), depth, Math::max);
                }
            }
        }
        Map<Integer, List<ElkNode>> layers = new TreeMap<>();
        depths.forEach((id, depth) ->
                layers.computeIfAbsent(depth, key -> new ArrayList<>()).add(graph.node(id)));
        return List.copyOf(layers.values());
    }

    private void rows(List<ElkNode> nodes, double most) {
        if (nodes.stream().mapToDouble(this::wide).sum() > most) {
            stack(List.of(), nodes, most);
        }
    }

    /** Whether an edge from outside of all regions leads into a region, and so puts it below. */
    private boolean reached(Box region) {
        return diagram.edges().stream()
                .anyMatch(edge -> graph.region(edge.from()).isEmpty()
                        && graph.region(edge.to()).filter(region.id()::equals).isPresent());
    }

    private void region(Box region) {
        Predicate<Element> leads =
                element -> diagram.edges().stream().anyMatch(edge -> edge.from().equals(element.id()) && local(edge));
        Predicate<Element> used =
                element -> diagram.edges().stream().anyMatch(edge -> edge.to().equals(element.id()) && local(edge));
        Predicate<Element> called = element -> diagram.edges().stream()
                .anyMatch(edge -> edge.to().equals(element.id())
                        && graph.region(edge.from()).isEmpty());
        List<ElkNode> fronts = nodes(region.elements().stream().filter(leads));
        List<ElkNode> networks = region.boxes().stream()
                .filter(box -> box.place() != Box.Place.aside)
                .map(box -> graph.node(box.id()))
                .toList();
        List<ElkNode> above = stack(
                List.of(),
                nodes(region.elements().stream().filter(leads.or(used).negate().and(called))));
        below(above, fronts.isEmpty() ? networks : fronts);
        List<ElkNode> last = stack(
                networks,
                nodes(Stream.concat(
                        region.elements().stream().filter(leads.negate().and(used)),
                        region.elements().stream()
                                .filter(leads.or(used).or(called).negate()))));
        for (Box aside : region.boxes()) {
            if (aside.place() == Box.Place.aside) {
                if (graph.column(region)) {
                    column(aside);
                } else {
                    below(last, List.of(graph.node(aside.id())));
                }
            }
        }
    }

    private boolean local(Edge edge) {
        return graph.region(edge.from()).isPresent()
                && graph.region(edge.from()).equals(graph.region(edge.to()));
    }

    private List<ElkNode> nodes(Stream<Element> elements) {
        return elements.map(element -> graph.node(element.id())).toList();
    }

    /** Puts nodes into rows below others, and returns the last row. */
    private List<ElkNode> stack(List<ElkNode> above, List<ElkNode> all) {
        return stack(above, all, arrangement.row());
    }

    private List<ElkNode> stack(List<ElkNode> above, List<ElkNode> all, double most) {
        List<ElkNode> upper = above;
        List<ElkNode> row = new ArrayList<>();
        double width = 0;
        for (ElkNode node : all) {
            if (!row.isEmpty() && width + node.getWidth() > most) {
                below(upper, row);
                upper = row;
                row = new ArrayList<>();
                width = 0;
            }
            row.add(node);
            width += node.getWidth() + LayoutGraph.SPACING;
        }
        below(upper, row);
        return row.isEmpty() ? upper : row;
    }

    private void below(List<ElkNode> upper, List<ElkNode> lower) {
        for (int i = 0; i < lower.size() && !upper.isEmpty(); i++) {
            graph.below(upper.get(i % upper.size()), lower.get(i));
        }
    }

    /** In a column, targets of the same element are below each other. */
    private void column(Box aside) {
        List<String> ids = aside.elements().stream().map(Element::id).toList();
        Map<String, List<ElkNode>> targets = new LinkedHashMap<>();
        diagram.edges().stream()
                .filter(edge -> ids.contains(edge.from()) && ids.contains(edge.to()))
                .forEach(edge -> targets.computeIfAbsent(edge.from(), key -> new ArrayList<>())
                        .add(graph.node(edge.to())));
        targets.values().forEach(same -> {
            for (int i = 1; i < same.size(); i++) {
                graph.below(same.get(i - 1), same.get(i));
            }
        });
    }

    /** What is in no tier of a network is beside its narrowest tier, the first one excepted. */
    private void network(Box network) {
        List<Box> tiers = network.boxes();
        tiers.stream().skip(1).min(Comparator.comparingDouble(this::width)).ifPresent(narrow -> {
            Box before = tiers.get(tiers.indexOf(narrow) - 1);
            network.elements().forEach(element -> graph.below(graph.node(before.id()), graph.node(element.id())));
        });
    }

    private double width(Box box) {
        return box.elements().stream()
                        .mapToDouble(one -> graph.caption(one.id()).width() + LayoutGraph.SPACING)
                        .sum()
                + box.boxes().stream().mapToDouble(this::width).sum();
    }
}
