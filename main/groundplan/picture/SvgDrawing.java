package groundplan.picture;

import groundplan.diagram.Box;
import groundplan.diagram.Diagram;
import groundplan.diagram.Edge;
import groundplan.diagram.Element;
import groundplan.diagram.Flow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.eclipse.elk.core.math.KVector;

/** A diagram as SVG: one file without external references, with its own background. */
public final class SvgDrawing {
    private static final double CORNER = 6;

    private final StringBuilder svg = new StringBuilder();
    private final Diagram diagram;
    private final Layout layout;

    private SvgDrawing(Diagram diagram) {
        this.diagram = diagram;
        this.layout = new Layout(diagram);
    }

    /** The text of a diagram's drawing. */
    public static String of(Diagram diagram) {
        return new SvgDrawing(diagram).draw();
    }

    private String draw() {
        Layout.Area page = layout.area(diagram.root().id());
        String size = number(Math.ceil(page.width())) + "\" height=\"" + number(Math.ceil(page.height()));
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(size)
                .append("\" viewBox=\"0 0 ")
                .append(number(Math.ceil(page.width())))
                .append(' ')
                .append(number(Math.ceil(page.height())))
                .append("\" role=\"img\" aria-labelledby=\"title desc\"")
                .append(" font-family=\"system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif\">\n")
                .append("<title id=\"title\">")
                .append(escaped(diagram.title()))
                .append("</title>\n<desc id=\"desc\">")
                .append(escaped(description()))
                .append("</desc>\n<defs>\n");
        for (Flow flow : Flow.values()) {
            svg.append("<marker id=\"")
                    .append(flow)
                    .append("\" viewBox=\"0 0 8 8\"")
                    .append(" refX=\"7.5\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\"")
                    .append(" orient=\"auto\"><path d=\"M0 0.5 L8 4 L0 7.5 z\" fill=\"")
                    .append(Palette.of(flow))
                    .append("\"/></marker>\n");
        }
        svg.append("</defs>\n");
        boxes(diagram.root());
        List<Layout.Route> routes = layout.routes();
        routes.forEach(this::line);
        names(diagram.root());
        diagram.elements().forEach(this::element);
        routes.forEach(this::label);
        return svg.append("</svg>\n").toString();
    }

    private String description() {
        return "Environment " + diagram.title() + ": "
                + String.join(
                        "; ",
                        diagram.elements().stream()
                                .map(element -> element.kind() + " " + element.title())
                                .toList())
                + ".";
    }

    private void boxes(Box box) {
        Palette colours = Palette.of(box.place());
        Layout.Area area = layout.area(box.id());
        rectangle(
                area,
                box.place() == Box.Place.root ? 10 : 8,
                colours,
                box.place() == Box.Place.group || box.place() == Box.Place.aside ? " stroke-dasharray=\"4 3\"" : "");
        box.boxes().forEach(this::boxes);
    }

    /** The names of boxes, with their own background, because lines run below them. */
    private void names(Box box) {
        Palette colours = Palette.of(box.place());
        Layout.Area area = layout.area(box.id());
        if (box.place() == Box.Place.root) {
            text(area.x() + 24, area.y() + 36, 20, colours.word(), " font-weight=\"600\"", box.label());
        } else {
            double width = Letters.width(box.label(), Layout.BOX_SIZE) * 1.12;
            svg.append("<rect x=\"")
                    .append(number(area.x() + 10))
                    .append("\" y=\"")
                    .append(number(area.y() + 8))
                    .append("\" width=\"")
                    .append(number(width + 6))
                    .append("\" height=\"18\" fill=\"")
                    .append(colours.fill())
                    .append("\"/>\n");
            text(area.x() + 14, area.y() + 21, Layout.BOX_SIZE, colours.word(), " font-weight=\"600\"", box.label());
        }
        box.boxes().forEach(this::names);
    }

    private void element(Element element) {
        Palette colours = Palette.of(element.look());
        Layout.Area area = layout.area(element.id());
        rectangle(area, 6, colours, "");
        double x = area.x() + Layout.GAP;
        text(x, area.y() + 17, Layout.KIND_SIZE, colours.word(), "", element.kind());
        text(x, area.y() + 34, Layout.TITLE_SIZE, "#1f2328", " font-weight=\"600\"", element.title());
        for (int i = 0; i < element.details().size(); i++) {
            text(
                    x,
                    area.y() + 50 + i * Layout.LINE,
                    Layout.DETAIL_SIZE,
                    "#424a53",
                    "",
                    element.details().get(i));
        }
    }

    private void line(Layout.Route route) {
        Edge edge = route.edge();
        boolean dashed = edge.flow() == Flow.copy || edge.flow() == Flow.guard;
        svg.append("<path d=\"")
                .append(path(route.points()))
                .append("\" fill=\"none\" stroke=\"")
                .append(Palette.of(edge.flow()))
                .append("\" stroke-width=\"")
                .append(edge.flow() == Flow.traffic ? "1.5" : "1.2")
                .append('"')
                .append(dashed ? " stroke-dasharray=\"5 3\"" : "")
                .append(" marker-end=\"url(#")
                .append(edge.flow())
                .append(")\"/>\n");
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

    private void label(Layout.Route route) {
        Layout.Area area = route.label();
        if (area != null) {
            svg.append("<rect x=\"")
                    .append(number(area.x()))
                    .append("\" y=\"")
                    .append(number(area.y()))
                    .append("\" width=\"")
                    .append(number(area.width()))
                    .append("\" height=\"")
                    .append(number(area.height()))
                    .append("\" rx=\"3\" fill=\"#ffffff\" fill-opacity=\"0.9\"/>\n");
            List<String> lines = route.edge().labels();
            for (int i = 0; i < lines.size(); i++) {
                text(
                        area.x() + area.width() / 2,
                        area.y() + 12 + i * 13,
                        Layout.LABEL_SIZE,
                        Palette.of(route.edge().flow()),
                        " text-anchor=\"middle\"",
                        lines.get(i));
            }
        }
    }

    private void rectangle(Layout.Area area, double radius, Palette colours, String more) {
        svg.append("<rect x=\"")
                .append(number(area.x() + 0.5))
                .append("\" y=\"")
                .append(number(area.y() + 0.5))
                .append("\" width=\"")
                .append(number(area.width() - 1))
                .append("\" height=\"")
                .append(number(area.height() - 1))
                .append("\" rx=\"")
                .append(number(radius))
                .append("\" fill=\"")
                .append(colours.fill())
                .append("\" stroke=\"")
                .append(colours.line())
                .append('"')
                .append(more)
                .append("/>\n");
    }

    private void text(double x, double y, double size, String colour, String more, String content) {
        svg.append("<text x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" font-size=\"")
                .append(number(size))
                .append("\" fill=\"")
                .append(colour)
                .append('"')
                .append(more)
                .append('>')
                .append(escaped(content))
                .append("</text>\n");
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
