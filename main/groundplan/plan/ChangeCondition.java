package groundplan.plan;

import java.util.List;

/**
 * What an action hangs on: it happens only if the object's arguments differ once values are known that the apply produces.
 *
 * @param values those values, each as {@code <unit>: <address>.<attribute>}
 * @param otherwise what happens if they are what they were: {@link Action#NONE}, or {@link Action#UPDATE} instead of a replacement
 * @param expectedEqual whether they will probably be what they were, because AWS derives them from arguments that do not change
 */
public record ChangeCondition(List<String> values, Action otherwise, boolean expectedEqual) {
    public ChangeCondition {
        values = List.copyOf(values);
    }
}
