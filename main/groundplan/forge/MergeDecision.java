package groundplan.forge;

import groundplan.plan.EnvironmentPlan;
import groundplan.settings.EnvironmentModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether the plans of a pull request may be merged: what the guards refuse, and the dangers that the environment refuses.
 */
public final class MergeDecision {
    private MergeDecision() {}

    /**
     * The reasons not to merge; empty if there are none.
     *
     * @param environments the environments as their settings are now; what such a one refuses does not hold for an environment that
     *     was removed, but what the guards refused does
     */
    public static List<String> refusals(List<EnvironmentPlan> plans, List<EnvironmentModel> environments) {
        List<String> why = new ArrayList<>();
        plans.forEach(plan -> {
            plan.verdict()
                    .refusals()
                    .forEach(refusal -> why.add(plan.environment() + ": " + refusal.where() + " " + refusal.what()));
            environments.stream()
                    .filter(environment -> environment.path().equals(plan.environment()))
                    .forEach(environment -> why.addAll(refusals(plan, environment)));
        });
        return why;
    }

    private static List<String> refusals(EnvironmentPlan plan, EnvironmentModel environment) {
        List<String> why = new ArrayList<>();
        List<String> refused = environment.settings().promotion().refuse();
        plan.dangers().stream()
                .filter(found -> refused.contains(found.danger().weight().name().toLowerCase(Locale.ROOT)))
                .forEach(found -> why.add(found.unit() + " " + found.change().address() + " "
                        + found.danger().what() + ": " + environment.path() + " refuses "
                        + found.danger().weight().words() + " (promotion.refuse)"));
        return why;
    }
}
