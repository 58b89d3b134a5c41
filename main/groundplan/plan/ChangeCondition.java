package groundplan.plan;

import java.util.List;

/**
 * What an action depends on: it happens only if the object's arguments differ once values are known that the apply produces.
 *
 * @param values those values, each as {@code <unit>: <address>.<attribute>}
 * @param otherwise what happens if they are what they were: {@link Action#NONE}, or {@link Action#UPDATE} instead of a replacement
 * @param expectedEqual whether they will probably be what they were, because AWS derives them from arguments that do not change
 */
public record ChangeCondition(List<String> values, Action otherwise, boolean expectedEqual) {
    private static final int MOST_SHOWN = 3;

    public ChangeCondition {
        values = List.copyOf(values);
    }

    /** When the action happens, in words. */
    public String text() {
        String shown = String.join(", ", values.subList(0, Math.min(MOST_SHOWN, values.size())))
                + (values.size() > MOST_SHOWN ? " and " + (values.size() - MOST_SHOWN) + " more" : "");
        boolean one = values.size() == 1;
        String less = otherwise == Action.UPDATE ? ", otherwise updated in place" : "";
        return expectedEqual
                ? "not expected to happen" + less + ": " + shown + (one ? " is" : " are")
                        + " known after the apply, but made of arguments that do not change"
                : "only if " + shown + (one ? " differs" : " differ") + ", known after the apply" + less;
    }
}
