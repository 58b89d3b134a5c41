package groundplan.budgets;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;

/**
 * The outputs of a budgets unit.
 *
 * @param budgetNames AWS names by budget
 */
public record BudgetsOutputs(Map<String, String> budgetNames) {
    static BudgetsOutputs of(BudgetsSettings settings, OutputSource from) {
        return new BudgetsOutputs(
                from.values("budget_names", settings.budgets().keySet(), Shape.NAME, "Names of the budgets."));
    }
}
