package groundplan.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.testing.Diagrams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.elk.core.math.KVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader needs of a drawing: nothing hides anything else, and the page is used. */
class LayoutTest {
    private static final Map<String, Layout> LAYOUTS = new HashMap<>();
    /** What is this close to a line or a label is the space that these need. */
    private static final double AROUND = 24;

    static Stream<String> environments() {
        return Diagrams.environments();
    }

    static Stream<String> committed() {
        return Diagrams.COMMITTED.values().stream();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void everythingIsInsideOfItsBoxAndBesideItsNeighbours(String environment) {
        Diagram diagram = Diagrams.of(environment);
        Layout layout = layout(environment);
        List<String> wrong = new ArrayList<>();
        for (Box box : diagram.boxes()) {
            Area outer = layout.area(box.id());
            Area content = new Area(outer.x(), outer.y() + 26, outer.width(), outer.height() - 26);
            Map<String, Area> inside = new HashMap<>();
            box.boxes().forEach(one -> inside.put(one.id(), layout.area(one.id())));
            box.elements().forEach(one -> inside.put(one.id(), layout.area(one.id())));
            inside.forEach((id, area) -> {
                if (!contains(content, area)) {
                    wrong.add(id + " is not inside of " + box.id());
                }
                inside.forEach((other, beside) -> {
                    if (id.compareTo(other) < 0 && overlap(area, beside)) {
                        wrong.add(id + " overlaps " + other);
                    }
                });
            });
        }
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void noTextIsHidden(String environment) {
        Diagram diagram = Diagrams.of(environment);
        Layout layout = layout(environment);
        List<String> wrong = new ArrayList<>();
        List<Route> labelled = layout.routes().stream()
                .filter(route -> route.label().isPresent())
                .toList();
        for (Route route : labelled) {
            Area label = route.label().orElseThrow();
            String name = route.lines() + " of " + route.edge().from() + " to "
                    + route.edge().to();
            if (!contains(layout.page(), label)) {
                wrong.add(name + " is outside of the page");
            }
            diagram.elements().stream()
                    .filter(element -> overlap(layout.area(element.id()), label))
                    .forEach(element -> wrong.add(name + " covers " + element.id()));
            labelled.stream()
                    .filter(other -> labelled.indexOf(other) > labelled.indexOf(route)
                            && overlap(other.label().orElseThrow(), label))
                    .forEach(other -> wrong.add(name + " covers " + other.lines()));
        }
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void linesLeadFromTheirStartToTheirEndAndAroundEverythingElse(String environment) {
        Diagram diagram = Diagrams.of(environment);
        Layout layout = layout(environment);
        List<String> wrong = new ArrayList<>();
        for (Route route : layout.routes()) {
            List<KVector> points = route.points();
            String from = route.edge().from();
            String to = route.edge().to();
            if (!touches(layout.area(from), points.get(0))
                    || !touches(layout.area(to), points.get(points.size() - 1))) {
                wrong.add("the line from " + from + " to " + to + " ends elsewhere");
            }
            for (int i = 1; i < points.size(); i++) {
                Area piece = piece(points.get(i - 1), points.get(i), 0);
                if (piece.width() > 1 && piece.height() > 1) {
                    wrong.add("the line from " + from + " to " + to + " is slanted");
                }
                diagram.elements().stream()
                        .filter(element -> overlap(layout.area(element.id()), piece))
                        .forEach(element ->
                                wrong.add("the line from " + from + " to " + to + " crosses " + element.id()));
            }
        }
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @MethodSource("environments")
    void twoLinesDoNotRunOnTopOfEachOther(String environment) {
        List<Route> routes = layout(environment).routes();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            for (int j = i + 1; j < routes.size(); j++) {
                if (together(routes.get(i), routes.get(j))) {
                    wrong.add(routes.get(i).edge() + " and " + routes.get(j).edge());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @MethodSource("committed")
    void lessThanAThirdOfThePageIsEmpty(String environment) {
        Diagram diagram = Diagrams.of(environment);
        Layout layout = layout(environment);
        List<Area> used = new ArrayList<>();
        diagram.root().boxes().forEach(box -> used.add(layout.area(box.id())));
        for (Route route : layout.routes()) {
            route.label().ifPresent(label -> used.add(around(label)));
            for (int i = 1; i < route.points().size(); i++) {
                used.add(around(piece(route.points().get(i - 1), route.points().get(i), 0)));
            }
        }
        double empty = empty(layout.page(), used);
        assertTrue(empty < 1 / 3.0, () -> Math.round(empty * 100) + " % of " + environment + " is empty");
    }

    @ParameterizedTest
    @MethodSource("environments")
    void regionsWithANetworkAreSideBySide(String environment) {
        Layout layout = layout(environment);
        List<Area> regions = Diagrams.of(environment).root().boxes().stream()
                .filter(box -> box.place() == Box.Place.region
                        && box.boxes().stream().anyMatch(inner -> inner.place() == Box.Place.vpc))
                .map(box -> layout.area(box.id()))
                .toList();
        for (Area region : regions) {
            assertEquals(regions.get(0).y(), region.y(), "the upper side of each region of " + environment);
        }
    }

    private static Layout layout(String environment) {
        return LAYOUTS.computeIfAbsent(environment, path -> Layout.of(Diagrams.of(path)));
    }

    /** The part of a page that no area covers, in squares of 4 pixels. */
    private static double empty(Area page, List<Area> used) {
        int free = 0;
        int all = 0;
        for (double x = 2; x < page.width(); x += 4) {
            for (double y = 2; y < page.height(); y += 4) {
                Area point = new Area(x, y, 0, 0);
                all++;
                free += used.stream().anyMatch(area -> contains(area, point)) ? 0 : 1;
            }
        }
        return free / (double) all;
    }

    private static boolean together(Route one, Route other) {
        for (int i = 1; i < one.points().size(); i++) {
            for (int j = 1; j < other.points().size(); j++) {
                Area first = piece(one.points().get(i - 1), one.points().get(i), 1);
                Area second = piece(other.points().get(j - 1), other.points().get(j), 1);
                double width = Math.min(first.right(), second.right()) - Math.max(first.x(), second.x());
                double height = Math.min(first.bottom(), second.bottom()) - Math.max(first.y(), second.y());
                if (width > 0 && height > 0 && Math.max(width, height) > 12) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Area piece(KVector from, KVector to, double thickness) {
        return new Area(
                Math.min(from.x, to.x) - thickness,
                Math.min(from.y, to.y) - thickness,
                Math.abs(from.x - to.x) + 2 * thickness,
                Math.abs(from.y - to.y) + 2 * thickness);
    }

    private static Area around(Area area) {
        return new Area(area.x() - AROUND, area.y() - AROUND, area.width() + 2 * AROUND, area.height() + 2 * AROUND);
    }

    private static boolean touches(Area area, KVector point) {
        boolean within = point.x > area.x() - 1 && point.x < area.right() + 1;
        return within && (Math.abs(point.y - area.y()) < 1.5 || Math.abs(point.y - area.bottom()) < 1.5);
    }

    private static boolean contains(Area outer, Area inner) {
        return inner.x() >= outer.x()
                && inner.y() >= outer.y()
                && inner.right() <= outer.right()
                && inner.bottom() <= outer.bottom();
    }

    private static boolean overlap(Area one, Area other) {
        return one.x() + 1 < other.right()
                && other.x() + 1 < one.right()
                && one.y() + 1 < other.bottom()
                && other.y() + 1 < one.bottom();
    }
}
