package groundplan.picture;

import groundplan.diagram.Box;
import groundplan.diagram.Flow;
import groundplan.diagram.Look;

/** Colours: a light background, a line, and a dark text in each. */
record Palette(String fill, String line, String word) {
    static Palette of(Look look) {
        return switch (look) {
            case outside -> new Palette("#f6f8fa", "#57606a", "#424a53");
            case edge -> new Palette("#f3ecff", "#8250df", "#6639ba");
            case network -> new Palette("#e7f3ff", "#2f81d9", "#0a5ab5");
            case compute -> new Palette("#fff1e2", "#d5721b", "#a04a00");
            case database -> new Palette("#e6f0fb", "#33539e", "#23407f");
            case storage -> new Palette("#e7f6e9", "#2c974b", "#1a6b32");
            case secret -> new Palette("#ffebee", "#d1394c", "#a4182c");
            case watch -> new Palette("#fff0f8", "#bf3989", "#99286e");
        };
    }

    static Palette of(Box.Place place) {
        return switch (place) {
            case root -> new Palette("#ffffff", "#d0d7de", "#1f2328");
            case outside -> new Palette("#fbfcfd", "#afb8c1", "#57606a");
            case global -> new Palette("#fcfaff", "#b99af0", "#6639ba");
            case region -> new Palette("#fbfcfe", "#8c959f", "#424a53");
            case vpc -> new Palette("#f6fbf7", "#57ab6d", "#1a6b32");
            case tier -> new Palette("#f2f7fc", "#a5c6e8", "#2f5f93");
            case cluster -> new Palette("#fffaf4", "#e0a871", "#a04a00");
            case aside -> new Palette("#f8f9fb", "#c4cbd3", "#57606a");
            case group -> new Palette("#fff5ea", "#ebc7a1", "#a04a00");
        };
    }

    static String of(Flow flow) {
        return switch (flow) {
            case traffic -> "#3d444d";
            case data -> "#4a6fb3";
            case copy -> "#5b9a6a";
            case guard -> "#b0669a";
        };
    }
}
