package groundplan.picture;

import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Edge;
import groundplan.diagram.Element;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.elk.graph.ElkNode;

/**
 * Keeps a drawing narrow, by edges that are not drawn: elements that would all be in one layer are spread over several.
 * In each region, what only something outside uses comes first, in rows; then what leads into the network, the network,
 * and in rows below it the stores.
 */
final class LayoutRows {
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
        List<ElkNode> upper = above;
        List<ElkNode> row = new ArrayList<>();
        double width = 0;
        for (ElkNode node : all) {
            if (!row.isEmpty() && width + node.getWidth() > arrangement.row()) {
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
