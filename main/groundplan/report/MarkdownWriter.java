package groundplan.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes Markdown up to a number of bytes. Blocks that do not fit are left out as a whole, and their names are kept for a note about
 * them.
 */
final class MarkdownWriter {
    private final StringBuilder text = new StringBuilder();
    private final List<String> leftOut = new ArrayList<>();
    private int left;

    /** @param budget the maximum length in bytes of UTF-8 */
    MarkdownWriter(int budget) {
        this.left = budget;
    }

    /** Reserves room for what {@link #end} writes. */
    MarkdownWriter reserve(String markdown) {
        left -= Markdown.bytes(markdown);
        return this;
    }

    /** Writes a text regardless of the room. */
    MarkdownWriter write(String markdown) {
        text.append(markdown);
        left -= Markdown.bytes(markdown);
        return this;
    }

    /**
     * Writes a block if there is room for it.
     *
     * @param name its name, for {@link #leftOut}
     */
    MarkdownWriter writeIfItFits(String name, String markdown) {
        if (Markdown.bytes(markdown) <= left) {
            return write(markdown);
        }
        leftOut.add(name);
        return this;
    }

    /** The number of bytes that are left, at least 0. */
    int left() {
        return Math.max(0, left);
    }

    /** The names of the blocks for which there was no room. */
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /** The text, followed by the part for which room was reserved. */
    String end(String markdown) {
        return text + markdown;
    }
}
