package groundplan.picture;

import groundplan.diagram.Box;
import groundplan.diagram.Flow;
import groundplan.diagram.Look;

/** The colours of a rectangle and its text. */
record Palette(String fill, String line, String word) {
    static final Palette LIGHT = new Palette("#ffffff", "#d0d7de", "#1f2328");
    static final Palette DARK = new Palette("#0d1117", "#3d444d", "#f0f6fc");

    /** On a light page. */
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

    /** On a dark page. */
    static Palette dark(Look look) {
        return switch (look) {
            case outside -> new Palette("#1b2028", "#7d8590", "#adb6c0");
            case edge -> new Palette("#241b3a", "#986ee2", "#c6a8ff");
            case network -> new Palette("#10243c", "#3b86d8", "#8cc0ff");
            case compute -> new Palette("#33210f", "#c9752b", "#f3b27a");
            case database -> new Palette("#16213f", "#5b7fd0", "#a9c1fa");
            case storage -> new Palette("#12291a", "#3a9a56", "#84d69b");
            case secret -> new Palette("#3a1720", "#cf4f60", "#ff9aa6");
            case watch -> new Palette("#361a2d", "#b8518f", "#f3a0d2");
        };
    }

    /** On a light page. */
    static Palette of(Box.Place place) {
        return switch (place) {
            case root -> LIGHT;
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

    /** On a dark page. */
    static Palette dark(Box.Place place) {
        return switch (place) {
            case root -> DARK;
            case outside -> new Palette("#11161d", "#4b535d", "#a3acb6");
            case global -> new Palette("#15121f", "#5d4690", "#c6a8ff");
            case region -> new Palette("#10151c", "#6e7681", "#c3ccd6");
            case vpc -> new Palette("#0f1a14", "#2f7a45", "#84d69b");
            case tier -> new Palette("#101a26", "#2f547c", "#9cc4ee");
            case cluster -> new Palette("#1f1710", "#8a5a2c", "#f3b27a");
            case aside -> new Palette("#13181f", "#454d57", "#a3acb6");
            case group -> new Palette("#261b10", "#6f4b28", "#f3b27a");
        };
    }

    static String of(Flow flow) {
        return switch (flow) {
            case traffic -> "#3d444d";
            case data -> "#4a6fb3";
            case copy -> "#39764a";
            case guard -> "#9a4c83";
        };
    }

    static String dark(Flow flow) {
        return switch (flow) {
            case traffic -> "#c3ccd6";
            case data -> "#7fa3e6";
            case copy -> "#6cbb80";
            case guard -> "#d990c0";
        };
    }

    /** A box in a drawing of changes, in which only these are coloured. */
    static Palette box(boolean dark) {
        return dark ? dark(Box.Place.region) : of(Box.Place.region);
    }

    /** What is not changed, in a drawing of changes. */
    static Palette unchanged(boolean dark) {
        return dark ? new Palette("#161b22", "#4b535d", "#a3acb6") : new Palette("#f6f8fa", "#afb8c1", "#57606a");
    }

    /** What is changed. */
    static Palette of(ElementChange.Kind kind, boolean dark) {
        return switch (kind) {
            case create ->
                dark ? new Palette("#12321c", "#3fb950", "#7ee2a0") : new Palette("#dafbe1", "#1a7f37", "#116329");
            case update ->
                dark ? new Palette("#3a2c0a", "#d29922", "#f2cc60") : new Palette("#fff4c5", "#9a6700", "#7d4e00");
            case replace, destroy ->
                dark ? new Palette("#43161a", "#ff7b72", "#ffaba4") : new Palette("#ffe3e0", "#cf222e", "#a40e26");
        };
    }
}
