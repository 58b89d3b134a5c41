package groundplan.hcl;

import java.util.List;

/**
 * A block, such as <code>dependency "vpc" { ... }</code>.
 *
 * @param range its text, from the type to the closing brace
 * @param type its first word
 * @param labels the words or texts after it
 * @param body what is between its braces
 */
public record HclBlock(HclRange range, String type, List<BlockLabel> labels, HclBody body) {
    public HclBlock {
        labels = List.copyOf(labels);
    }

    /**
     * A label of a block.
     *
     * @param range its text, with its quotes
     * @param text what it says
     */
    public record BlockLabel(HclRange range, String text) {}

    /** The text of a label; empty if there are fewer. */
    public String label(int index) {
        return index < labels.size() ? labels.get(index).text() : "";
    }
}
