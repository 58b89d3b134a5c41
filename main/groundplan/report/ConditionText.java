package groundplan.report;

import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.ChangeCondition;
import java.util.List;

/** What an action hangs on, in words. */
final class ConditionText {
    private static final int MOST_VALUES = 3;

    private ConditionText() {}

    /** For a change that is not certain: when it happens; empty for one that is. */
    static String of(Change change) {
        return change.condition().map(ConditionText::of).orElse("");
    }

    private static String of(ChangeCondition condition) {
        String values = shortened(condition.values());
        String otherwise = condition.otherwise() == Action.UPDATE ? ", otherwise updated in place" : "";
        boolean one = condition.values().size() == 1;
        return condition.expectedEqual()
                ? "not expected to happen" + otherwise + ": " + values + (one ? " is" : " are")
                        + " known after the apply, but made of arguments that do not change"
                : "only if " + values + (one ? " differs" : " differ") + ", known after the apply" + otherwise;
    }

    private static String shortened(List<String> values) {
        return String.join(", ", values.subList(0, Math.min(MOST_VALUES, values.size())))
                + (values.size() > MOST_VALUES ? " and " + (values.size() - MOST_VALUES) + " more" : "");
    }
}
