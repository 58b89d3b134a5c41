package groundplan.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.List;

/**
 * A part in which two sequences differ.
 *
 * @param from the position of the part in the first sequence
 * @param removed its length there
 * @param to its position in the second sequence
 * @param added its length there
 */
public record SequenceDelta(int from, int removed, int to, int added) {
    /** The steps of a comparison grow with the product of the lengths: longer parts are one difference. */
    private static final long MOST_STEPS = 4_000_000;

    /** The differences between two sequences. */
    public static <T> List<SequenceDelta> between(List<T> before, List<T> after) {
        int shorter = Math.min(before.size(), after.size());
        int start = 0;
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        int offset = start;
        List<T> old = before.subList(start, before.size() - end);
        List<T> now = after.subList(start, after.size() - end);
        if (old.isEmpty() && now.isEmpty()) {
            return List.of();
        }
        if ((long) old.size() * now.size() > MOST_STEPS) {
            return List.of(new SequenceDelta(start, old.size(), start, now.size()));
        }
        return DiffUtils.diff(old, now).getDeltas().stream()
                .map(delta -> of(delta, offset))
                .toList();
    }

    private static SequenceDelta of(AbstractDelta<?> delta, int offset) {
        return new SequenceDelta(
                delta.getSource().getPosition() + offset,
                delta.getSource().size(),
                delta.getTarget().getPosition() + offset,
                delta.getTarget().size());
    }
}
