package groundplan.budgets;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;

/**
 * What the budgets' unit publishes.
 *
 * @param budgetNames by budget, as AWS knows them
 */
public record BudgetsOutputs(Map<String, String> budgetNames) {
    static BudgetsOutputs of(BudgetsSettings settings, OutputSource from) {
        return new BudgetsOutputs(
                from.values("budget_names", settings.budgets().keySet(), Shape.NAME, "Names of the budgets."));
    }
}
