package groundplan.picture;

import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Element;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.elk.core.math.KVector;

/**
 * Makes a layout as narrow, or as flat, as the order of its parts allows. The layered algorithm places each layer by
 * itself and leaves gaps; here, everything that two parts beside each other need is a distance between two coordinates,
 * and the sum of all widths and lengths is minimized. It is written for widths; for heights, x and y are exchanged.
 */
final class Compaction {
    private static final double FIXED = 10_000;
    private static final double MARGIN = 5;
    private static final double ARROW = 16;

    private enum Shape {
        side(12),
        solid(18),
        run(8),
        piece(8);

        private final double gap;

        Shape(double gap) {
            this.gap = gap;
        }

        /** The distance that two parts beside each other keep. */
        double from(Shape other) {
            return this == run || other == run ? this == other ? 10 : 9 : Math.min(gap, other.gap);
        }
    }

    /** A part: from its left to its right coordinate, and from one height to another. */
    private record Extent(Shape shape, int left, int right, double top, double bottom) {}

    private final Diagram diagram;
    private final Positions before;
    private final Distances distances = new Distances();
    private final List<Extent> items = new ArrayList<>();
    private final Map<String, Extent> areas = new HashMap<>();
    private final Map<Route, List<Integer>> runs = new LinkedHashMap<>();
    private final Map<Route, Extent> labels = new HashMap<>();
    private final boolean rows;

    private Compaction(Diagram diagram, Positions before, boolean rows) {
        this.diagram = diagram;
        this.before = before;
        this.rows = rows;
    }

    /** The same positions, with less space between what is side by side. */
    static Positions narrow(Diagram diagram, Positions before) {
        return new Compaction(diagram, before, false).apply();
    }

    /** The same positions, with less space between what is above each other. */
    static Positions flat(Diagram diagram, Positions before) {
        return new Compaction(diagram, before.transposed(), true).apply().transposed();
    }

    private Positions apply() {
        box(diagram.root(), distances.add(0), 100);
        before.routes().forEach(this::route);
        keepOrder();
        return distances.solve() ? after() : before;
    }

    private void box(Box box, int left, double weight) {
        Area area = before.of(box.id());
        int right = distances.add(area.right());
        distances.keep(left, right, 0, weight);
        areas.put(box.id(), new Extent(Shape.side, left, right, area.y(), area.bottom()));
        items.add(new Extent(Shape.side, left, left, area.y(), area.bottom()));
        items.add(new Extent(Shape.side, right, right, area.y(), area.bottom()));
        name(box, left, right);
        Map<Integer, Integer> tops = new HashMap<>();
        for (Element element : box.elements()) {
            Area own = before.of(element.id());
            areas.put(element.id(), solid(own, left(own, tops)));
        }
        box.boxes().forEach(inner -> box(inner, left(before.of(inner.id()), tops), 3));
        if (rows) {
            tops.values().forEach(top -> distances.keep(left, top, box.place() == Box.Place.root ? 50 : 32, 0));
        }
    }

    /** What is in one row of a box stays in one row. */
    private int left(Area area, Map<Integer, Integer> tops) {
        return rows
                ? tops.computeIfAbsent((int) Math.round(area.x()), key -> distances.add(area.x()))
                : distances.add(area.x());
    }

    /** From left to right, a box is as wide as its name, and no line gets below it that was beside it. */
    private void name(Box box, int left, int right) {
        Area area = before.of(box.id());
        double width = Letters.width(box.label(), LayoutGraph.BOX_SIZE) * Letters.BOLD;
        if (!rows && box.place() != Box.Place.root) {
            Extent text = solid(new Area(area.x() + 12, area.y() + 12, width, 9), distances.add(area.x() + 12));
            distances.keep(left, text.left(), 12, FIXED);
            distances.keep(text.right(), right, 6, 0);
        }
    }

    private Extent solid(Area area, int left) {
        int right = distances.add(area.right());
        distances.keep(left, right, area.width(), FIXED);
        Extent item = new Extent(Shape.solid, left, right, area.y() - MARGIN, area.bottom() + MARGIN);
        items.add(item);
        return item;
    }

    private void route(Route route) {
        List<KVector> points = route.points();
        List<Integer> own = new ArrayList<>();
        List<Extent> segments = new ArrayList<>();
        int last = points.size() - 1;
        int run = end(route.edge().from(), points.get(0));
        own.add(run);
        for (int i = 1; i <= last; i++) {
            KVector point = points.get(i);
            KVector previous = points.get(i - 1);
            if (Math.abs(previous.x - point.x) < 0.5) {
                segments.add(
                        new Extent(Shape.run, run, run, Math.min(previous.y, point.y), Math.max(previous.y, point.y)));
            } else {
                int next = i == last ? end(route.edge().to(), point) : distances.add(point.x);
                Extent piece = previous.x < point.x
                        ? new Extent(Shape.piece, run, next, point.y, point.y)
                        : new Extent(Shape.piece, next, run, point.y, point.y);
                distances.keep(piece.left(), piece.right(), rows && (i == 1 || i == last) ? ARROW : 0, 1);
                segments.add(piece);
                run = next;
            }
            own.add(run);
        }
        if (!rows) {
            inside(route.edge().from(), own.get(0));
            inside(route.edge().to(), run);
        }
        items.addAll(segments);
        runs.put(route, own);
        route.label().ifPresent(area -> label(route, area, segments));
    }

    /** The coordinate of a line's end: where it is attached to a side, it is that side's. */
    private int end(String id, KVector point) {
        Extent item = areas.get(id);
        return !rows
                ? distances.add(point.x)
                : Math.abs(distances.at(item.left()) - point.x) < Math.abs(distances.at(item.right()) - point.x)
                        ? item.left()
                        : item.right();
    }

    /** Keeps a label at its line. */
    private void label(Route route, Area area, List<Extent> segments) {
        Extent label = solid(area, distances.add(area.x()));
        labels.put(route, label);
        double middle = area.y() + area.height() / 2;
        Shape along = rows ? Shape.piece : Shape.run;
        segments.stream()
                .filter(one -> one.shape() == along)
                .min(Comparator.comparingDouble(
                        (Extent one) -> Math.max(0, Math.max(one.top() - middle, middle - one.bottom()))
                                + Math.max(
                                        0,
                                        Math.max(
                                                distances.at(one.left()) - area.right(),
                                                area.x() - distances.at(one.right())))))
                .ifPresent(near -> {
                    double left = distances.at(near.left());
                    double right = distances.at(near.right());
                    if (right <= area.x() + 1) {
                        distances.keep(near.right(), label.left(), 2, 5);
                    } else if (left >= area.right() - 1) {
                        distances.keep(label.right(), near.left(), 2, 5);
                    } else if (rows) {
                        distances.keep(near.left(), label.left(), 2, 0);
                        distances.keep(label.right(), near.right(), 2, 0);
                    } else {
                        distances.keep(label.left(), near.left(), 0, 1);
                        distances.keep(near.right(), label.right(), 0, 1);
                    }
                });
    }

    /** Keeps an end of a line within what it is attached to. */
    private void inside(String id, int run) {
        Extent item = areas.get(id);
        distances.keep(item.left(), run, 12, 0);
        distances.keep(run, item.right(), 12, 0);
    }

    /** Keeps apart what is beside each other at any height. */
    private void keepOrder() {
        TreeSet<Double> heights = new TreeSet<>();
        items.forEach(item -> {
            heights.add(item.top());
            heights.add(item.bottom());
        });
        Double last = null;
        for (Double height : heights) {
            if (last != null) {
                double middle = (last + height) / 2;
                keepOrder(items.stream()
                        .filter(item -> item.shape() != Shape.piece && item.top() < middle && middle < item.bottom())
                        .toList());
            }
            last = height;
        }
        items.stream()
                .filter(item -> item.shape() == Shape.piece)
                .map(Extent::top)
                .distinct()
                .forEach(height -> keepOrder(items.stream()
                        .filter(item -> item.shape() == Shape.piece
                                ? Math.abs(item.top() - height) < 1
                                : item.shape() == Shape.solid && item.top() < height && height < item.bottom())
                        .toList()));
    }

    private void keepOrder(List<Extent> row) {
        List<Extent> sorted = row.stream()
                .sorted(Comparator.comparingDouble((Extent item) -> distances.at(item.left()))
                        .thenComparing(Extent::left))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            Extent right = sorted.get(i);
            int found = 0;
            for (int j = i - 1; j >= 0 && found < 3; j--) {
                Extent left = sorted.get(j);
                if (distances.at(left.right()) <= distances.at(right.left())) {
                    distances.keep(left.right(), right.left(), left.shape().from(right.shape()), 0);
                    found++;
                }
            }
        }
    }

    private Positions after() {
        Map<String, Area> moved = new LinkedHashMap<>();
        areas.forEach((id, item) -> {
            Area old = before.of(id);
            moved.put(
                    id,
                    new Area(
                            distances.at(item.left()),
                            old.y(),
                            distances.at(item.right()) - distances.at(item.left()),
                            old.height()));
        });
        List<Route> routes = before.routes().stream()
                .map(route -> {
                    List<KVector> points = new ArrayList<>();
                    for (int i = 0; i < route.points().size(); i++) {
                        points.add(new KVector(
                                distances.at(runs.get(route).get(i)),
                                route.points().get(i).y));
                    }
                    Optional<Area> label = route.label()
                            .map(area -> new Area(
                                    distances.at(labels.get(route).left()), area.y(), area.width(), area.height()));
                    return new Route(route.edge(), points, label, route.lines());
                })
                .toList();
        return new Positions(moved, routes);
    }
}
