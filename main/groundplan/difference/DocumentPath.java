package groundplan.difference;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The path of a value inside a document, for people: elements of lists are named by what identifies them.
 *
 * @param text the path
 * @param hide hides the secrets in a name
 */
record DocumentPath(String text, UnaryOperator<String> hide) {
    private static final Pattern PLAIN_NAME = Pattern.compile("[^.\\[\\]\"\\\\\\p{Cntrl}]+");
    private static final Pattern PLAIN_IDENTITY = Pattern.compile("[^\\[\\]\"\\\\\\p{Cntrl}]+");

    /** The value of a key. */
    DocumentPath child(String name) {
        String shown = hide.apply(name);
        return PLAIN_NAME.matcher(shown).matches()
                ? with((text.isEmpty() ? "" : ".") + shown)
                : with("[" + TextNode.valueOf(shown) + "]");
    }

    /** The element of a list that a text identifies. */
    DocumentPath element(String identity) {
        String shown = hide.apply(identity);
        return with("[" + (PLAIN_IDENTITY.matcher(shown).matches() ? shown : TextNode.valueOf(shown)) + "]");
    }

    /** The element of a list at a position, counted from 0. */
    DocumentPath element(int position) {
        return with("[" + position + "]");
    }

    /** A line, counted from 1. */
    DocumentPath line(int number) {
        return with(" line " + number);
    }

    /** The order of the elements. */
    DocumentPath order() {
        return with(" (order)");
    }

    private DocumentPath with(String more) {
        return new DocumentPath(text + more, hide);
    }
}
