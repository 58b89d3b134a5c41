package groundplan.picture;

import groundplan.diagram.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of text of an element, broken where they would make it too wide.
 *
 * @param kind the small line above its title
 * @param title the lines of its title
 * @param details the lines below it
 */
record Caption(String kind, List<String> title, List<String> details) {
    static final double KIND_SIZE = 11;
    static final double TITLE_SIZE = 13;
    static final double DETAIL_SIZE = 11;
    static final double TITLE_LINE = 16;
    static final double DETAIL_LINE = 15;
    /** The space at the left and the right of the text. */
    static final double GAP = 10;

    private static final double LEAST = 110;
    private static final int ORPHAN = 6;

    /** The caption of an element that is no wider than this if its words allow it. */
    static Caption of(Element element, double width) {
        double inside = width - 2 * GAP;
        List<String> details = new ArrayList<>();
        element.details().forEach(line -> details.addAll(broken(line, inside, DETAIL_SIZE)));
        return new Caption(
                element.kind(), broken(element.title(), inside / Letters.BOLD, TITLE_SIZE), List.copyOf(details));
    }

    /** Breaks a text at a space, or else after a character that ends a part of a name. */
    static List<String> broken(String text, double width, double size) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (Letters.width(rest, size) > width) {
            int at = end(rest, width, size);
            if (at < 0) {
                break;
            }
            lines.add(rest.substring(0, at).strip());
            rest = rest.substring(at).strip();
        }
        lines.add(rest);
        return List.copyOf(lines);
    }

    /** Where the first line of a text ends; -1 if it cannot be broken. */
    private static int end(String text, double width, double size) {
        int name = -1;
        int space = -1;
        for (int i = 1; i < text.length(); i++) {
            char before = text.charAt(i - 1);
            if (before != ' ' && text.charAt(i) != '@' && "-/._,".indexOf(before) < 0) {
                continue;
            }
            double line = Letters.width(text.substring(0, i).strip(), size);
            if (line > width && name > 0) {
                break;
            }
            // A few letters are not left alone in the next line.
            name = name > 0 && text.length() - i < ORPHAN ? name : i;
            space = before == ' ' && line > width * 0.4 ? i : space;
        }
        return space > 0 ? space : name;
    }

    double width() {
        double text = Math.max(
                Letters.width(kind, KIND_SIZE),
                Math.max(Letters.width(title, TITLE_SIZE) * Letters.BOLD, Letters.width(details, DETAIL_SIZE)));
        return Math.ceil(Math.max(LEAST, text + 2 * GAP));
    }

    double height() {
        return 29 + title.size() * TITLE_LINE + details.size() * DETAIL_LINE;
    }
}
