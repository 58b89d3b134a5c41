package groundplan.hcl;

import java.util.Comparator;
import java.util.List;

/** Changes parts of a text; everything else stays byte for byte, with its comments and line ends. */
public final class HclEdits {
    private HclEdits() {}

    /**
     * A change.
     *
     * @param range the text to replace; an empty one inserts
     * @param text what to write instead
     */
    public record HclEdit(HclRange range, String text) {}

    /**
     * The text with all changes. Insertions at one place keep their order.
     *
     * @throws IllegalArgumentException if a change is of another text, or two overlap
     */
    public static String apply(SourceText source, List<HclEdit> edits) {
        List<HclEdit> sorted = edits.stream()
                .sorted(Comparator.comparingInt((HclEdit edit) -> edit.range().start())
                        .thenComparingInt(edit -> edit.range().end()))
                .toList();
        StringBuilder changed = new StringBuilder();
        int copied = 0;
        for (HclEdit edit : sorted) {
            if (edit.range().source() != source) {
                throw new IllegalArgumentException(edit.range() + " is in another text than " + source);
            }
            if (edit.range().start() < copied) {
                throw new IllegalArgumentException(edit.range() + " overlaps with another change");
            }
            changed.append(source.text(), copied, edit.range().start()).append(edit.text());
            copied = edit.range().end();
        }
        return changed.append(source.text().substring(copied)).toString();
    }
}
