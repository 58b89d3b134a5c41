package groundplan.picture;

import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Edge;
import groundplan.diagram.Element;
import groundplan.diagram.Flow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.elk.core.math.KVector;

/** A diagram as SVG: one file without external references, with its own background, light or dark. */
public final class SvgDrawing {
    private static final double CORNER = 6;
    private static final double ROOT_SIZE = 20;

    private final StringBuilder svg = new StringBuilder();
    private final Diagram diagram;
    private final Map<String, ElementChange> changes;
    private final Layout layout;

    private SvgDrawing(Diagram diagram, Map<String, ElementChange> changes) {
        this.diagram = diagram;
        this.changes = changes;
        this.layout = Layout.of(diagram);
    }

    /** The text of a diagram's drawing. */
    public static String of(Diagram diagram) {
        return new SvgDrawing(diagram, Map.of()).draw();
    }

    /**
     * The text of a drawing of changes, in which only what changes is coloured, and has a sign.
     *
     * @param changes what happens, by the id of the element
     */
    public static String of(Diagram diagram, Map<String, ElementChange> changes) {
        return new SvgDrawing(diagram, changes).draw();
    }

    private String draw() {
        String width = number(layout.page().width());
        String height = number(layout.page().height());
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawing\" width=\"%s\" height=\"%s\""
                        .formatted(width, height))
                .append(" viewBox=\"0 0 %s %s\" role=\"img\"".formatted(width, height))
                .append(" aria-labelledby=\"drawing-title drawing-desc\"")
                .append(" font-family=\"system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif\">\n")
                .append("<title id=\"drawing-title\">%s</title>\n".formatted(escaped(diagram.title())))
                .append("<desc id=\"drawing-desc\">%s</desc>\n".formatted(escaped(description())))
                .append(SvgStyle.of(!changes.isEmpty()))
                .append("<defs>\n");
        for (Flow flow : Flow.values()) {
            svg.append("<marker id=\"drawing-%s\" viewBox=\"0 0 8 8\"".formatted(flow))
                    .append(" refX=\"7.5\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">")
                    .append("<path class=\"t-f-%s\" d=\"M0 0.5 L8 4 L0 7.5 z\"/></marker>\n".formatted(flow));
        }
        svg.append("</defs>\n");
        boxes(diagram.root());
        List<Route> routes = layout.routes();
        routes.forEach(this::line);
        names(diagram.root());
        diagram.elements().forEach(this::element);
        routes.forEach(this::label);
        return svg.append("</svg>\n").toString();
    }

    private String description() {
        return "Environment " + diagram.title() + ": "
                + diagram.elements().stream()
                        .map(element -> element.kind() + " " + element.title()
                                + change(element)
                                        .map(change -> ", " + change.kind().word())
                                        .orElse(""))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private Optional<ElementChange> change(Element element) {
        return Optional.ofNullable(changes.get(element.id()));
    }

    private void boxes(Box box) {
        boolean dashed = box.place() == Box.Place.group || box.place() == Box.Place.aside;
        rectangle(
                layout.area(box.id()),
                box.place() == Box.Place.root ? 10 : 8,
                "b-" + box.place(),
                dashed ? " stroke-dasharray=\"4 3\"" : "");
        box.boxes().forEach(this::boxes);
    }

    /** The names of boxes, with their own background, because lines run below them. */
    private void names(Box box) {
        Area area = layout.area(box.id());
        String style = "t-b-" + box.place();
        if (box.place() == Box.Place.root) {
            text(area.x() + 16, area.y() + 33, ROOT_SIZE, style, " font-weight=\"600\"", box.label());
        } else {
            double width = Letters.width(box.label(), LayoutGraph.BOX_SIZE) * Letters.BOLD;
            plate(new Area(area.x() + 10, area.y() + 8, width + 6, 18), "p-b-" + box.place(), "");
            text(area.x() + 14, area.y() + 21, LayoutGraph.BOX_SIZE, style, " font-weight=\"600\"", box.label());
        }
        box.boxes().forEach(this::names);
    }

    private void element(Element element) {
        Area area = layout.area(element.id());
        Caption caption = layout.caption(element.id());
        Optional<ElementChange> change = change(element);
        String style =
                change.map(one -> "c-" + one.kind()).orElse(changes.isEmpty() ? "e-" + element.look() : "unchanged");
        svg.append("<g>");
        change.ifPresent(
                one -> svg.append("<title>%s</title>".formatted(escaped(element.title() + "\n" + one.description()))));
        svg.append('\n');
        rectangle(area, 6, style, change.isPresent() ? " stroke-width=\"2\"" : "");
        double x = area.x() + Caption.GAP;
        double y = area.y() + 17;
        text(x, y, Caption.KIND_SIZE, "t-" + style, "", caption.kind());
        y += 1;
        for (String line : caption.title()) {
            y += Caption.TITLE_LINE;
            text(x, y, Caption.TITLE_SIZE, "title", " font-weight=\"600\"", line);
        }
        y += 1;
        for (String line : caption.details()) {
            y += Caption.DETAIL_LINE;
            text(x, y, Caption.DETAIL_SIZE, "detail", "", line);
        }
        change.ifPresent(one -> sign(area, one.kind(), style));
        svg.append("</g>\n");
    }

    /** The sign of a change, in the corner: colours alone would not tell everybody. */
    private void sign(Area area, ElementChange.Kind kind, String style) {
        double width = 14 + 7 * kind.sign().length();
        rectangle(new Area(area.right() - width + 5, area.y() - 7, width, 19), 9, style, " stroke-width=\"2\"");
        text(
                area.right() - width / 2 + 5,
                area.y() + 7,
                Caption.TITLE_SIZE,
                "t-" + style,
                " font-weight=\"700\" text-anchor=\"middle\"",
                kind.sign());
    }

    private void line(Route route) {
        Edge edge = route.edge();
        boolean dashed = edge.flow() == Flow.copy || edge.flow() == Flow.guard;
        svg.append("<path class=\"f-%s\" d=\"%s\" fill=\"none\"".formatted(edge.flow(), path(route.points())))
                .append(" stroke-width=\"%s\"".formatted(edge.flow() == Flow.traffic ? "1.5" : "1.2"))
                .append(dashed ? " stroke-dasharray=\"5 3\"" : "")
                .append(" marker-end=\"url(#drawing-%s)\"/>\n".formatted(edge.flow()));
    }

    /** Straight pieces with rounded corners. */
    private static String path(List<KVector> points) {
        StringBuilder path = new StringBuilder("M" + point(points.get(0)));
        for (int i = 1; i < points.size() - 1; i++) {
            KVector here = points.get(i);
            double before = here.distance(points.get(i - 1)) / 2;
            double after = here.distance(points.get(i + 1)) / 2;
            double radius = Math.min(CORNER, Math.min(before, after));
            path.append(" L")
                    .append(point(towards(here, points.get(i - 1), radius)))
                    .append(" Q")
                    .append(point(here))
                    .append(' ')
                    .append(point(towards(here, points.get(i + 1), radius)));
        }
        return path.append(" L").append(point(points.get(points.size() - 1))).toString();
    }

    private static KVector towards(KVector from, KVector to, double distance) {
        double all = from.distance(to);
        return all == 0
                ? from
                : new KVector(from.x + (to.x - from.x) * distance / all, from.y + (to.y - from.y) * distance / all);
    }

    private void label(Route route) {
        route.label().ifPresent(area -> {
            plate(area, "plate", " rx=\"3\" fill-opacity=\"0.85\"");
            for (int i = 0; i < route.lines().size(); i++) {
                text(
                        area.x() + area.width() / 2,
                        area.y() + 13 + i * LayoutGraph.LABEL_LINE,
                        LayoutGraph.LABEL_SIZE,
                        "t-f-" + route.edge().flow(),
                        " text-anchor=\"middle\"",
                        route.lines().get(i));
            }
        });
    }

    /** The background of a text that lines run below. */
    private void plate(Area area, String style, String more) {
        svg.append("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"%s/>\n"
                .formatted(
                        style, number(area.x()), number(area.y()), number(area.width()), number(area.height()), more));
    }

    private void rectangle(Area area, double radius, String style, String more) {
        plate(
                new Area(area.x() + 0.5, area.y() + 0.5, area.width() - 1, area.height() - 1),
                style,
                " rx=\"" + number(radius) + "\"" + more);
    }

    private void text(double x, double y, double size, String style, String more, String content) {
        svg.append("<text class=\"%s\" x=\"%s\" y=\"%s\" font-size=\"%s\"%s>%s</text>\n"
                .formatted(style, number(x), number(y), number(size), more, escaped(content)));
    }

    private static String point(KVector point) {
        return number(point.x) + " " + number(point.y);
    }

    private static String number(double number) {
        return BigDecimal.valueOf(number)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
