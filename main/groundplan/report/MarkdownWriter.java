package groundplan.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Markdown within a number of bytes. Blocks that do not fit are left out whole; what was left out is known, so that it can be
 * said.
 */
final class MarkdownWriter {
    private final StringBuilder text = new StringBuilder();
    private final List<String> leftOut = new ArrayList<>();
    private int left;

    /** @param budget bytes of UTF-8 that the text may have */
    MarkdownWriter(int budget) {
        this.left = budget;
    }

    /** Keeps bytes back for what {@link #end} writes. */
    MarkdownWriter reserve(String markdown) {
        left -= Markdown.bytes(markdown);
        return this;
    }

    /** Writes what has to be there. */
    MarkdownWriter write(String markdown) {
        text.append(markdown);
        left -= Markdown.bytes(markdown);
        return this;
    }

    /**
     * Writes a block if there is room for it.
     *
     * @param name what it is about, for whoever says what was left out
     */
    MarkdownWriter writeIfItFits(String name, String markdown) {
        if (Markdown.bytes(markdown) <= left) {
            return write(markdown);
        }
        leftOut.add(name);
        return this;
    }

    /** The bytes that are left; at least none. */
    int left() {
        return Math.max(0, left);
    }

    /** The names of the blocks for which there was no room. */
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /** The text, with what room was kept back for. */
    String end(String markdown) {
        return text + markdown;
    }
}
