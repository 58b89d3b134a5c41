package groundplan.picture;

import groundplan.diagram.Box;
import groundplan.diagram.Flow;
import groundplan.diagram.Look;

/** The style sheet of a drawing: light, or dark where the reader prefers that. */
final class SvgStyle {
    private SvgStyle() {}

    static String of(boolean changes) {
        return "<style>\n" + rules(changes, false) + "@media (prefers-color-scheme: dark) {\n" + rules(changes, true)
                + "}\n</style>\n";
    }

    private static String rules(boolean changes, boolean dark) {
        StringBuilder css = new StringBuilder();
        for (Box.Place place : Box.Place.values()) {
            boolean grey = changes && place != Box.Place.root;
            palette(css, "b-" + place, grey ? Palette.box(dark) : dark ? Palette.dark(place) : Palette.of(place));
        }
        if (changes) {
            palette(css, "unchanged", Palette.unchanged(dark));
            for (ElementChange.Kind kind : ElementChange.Kind.values()) {
                palette(css, "c-" + kind, Palette.of(kind, dark));
            }
        } else {
            for (Look look : Look.values()) {
                palette(css, "e-" + look, dark ? Palette.dark(look) : Palette.of(look));
            }
        }
        for (Flow flow : Flow.values()) {
            Flow hue = changes ? Flow.traffic : flow;
            String colour = dark ? Palette.dark(hue) : Palette.of(hue);
            css.append(".drawing .f-%s { stroke: %s } .drawing .t-f-%1$s { fill: %2$s }\n".formatted(flow, colour));
        }
        Palette page = dark ? Palette.DARK : Palette.LIGHT;
        return css.append(".drawing .title { fill: %s } .drawing .detail { fill: %s } .drawing .plate { fill: %s }\n"
                        .formatted(page.word(), dark ? "#b7bfc8" : "#424a53", page.fill()))
                .toString();
    }

    private static void palette(StringBuilder css, String name, Palette colours) {
        css.append(
                ".drawing .%s { fill: %s; stroke: %s } .drawing .t-%1$s { fill: %s } .drawing .p-%1$s { fill: %2$s }\n"
                        .formatted(name, colours.fill(), colours.line(), colours.word()));
    }
}
