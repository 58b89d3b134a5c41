package groundplan.plan;

import groundplan.causes.CauseKind;
import groundplan.causes.PlanCauses;
import groundplan.redact.Redactor;
import groundplan.review.Danger;
import groundplan.states.StateKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Adds to the changes of a plan why they happen, and whether they certainly do. */
public final class ExplainedPlan {
    private ExplainedPlan() {}

    /**
     * The plan with what Terraform's JSON of it and the configuration tell.
     *
     * @param redactor hides secrets: the key of a map can be one
     */
    public static EnvironmentPlan of(EnvironmentPlan plan, PlanCauses known, Redactor redactor) {
        Map<String, String> names = new HashMap<>();
        plan.units().forEach(unit -> names.put(StateKeys.module(unit.unit()), unit.name()));
        return each(
                plan,
                unit -> change -> change.deposed().isPresent()
                        ? change
                        : explained(
                                change,
                                ChangeExplanation.of(
                                        known,
                                        "module." + StateKeys.module(unit.unit()) + "." + change.address(),
                                        names,
                                        redactor::hide)));
    }

    /**
     * The plan with the settings that explain its changes.
     *
     * @param settings returns the changed lines that explain a cause; none if nothing does
     */
    public static EnvironmentPlan of(
            EnvironmentPlan plan, Function<ChangeCause, List<ChangeCause.ChangedSetting>> settings) {
        return each(plan, unit -> change -> change.with(change.explanation().with(own(unit, change), settings)));
    }

    /** What of an object's own arguments may have begun its change, also where another object is known to have: both may have. */
    private static List<ChangeCause> own(UnitPlan unit, Change change) {
        return change.differences().stream()
                .filter(one -> change.action() == Action.UPDATE
                        || change.action() == Action.REPLACE && one.forcesReplacement())
                .filter(AttributeChange::configured)
                .map(one -> one.path().attribute())
                .distinct()
                .map(argument -> new ChangeCause(
                        CauseKind.ARGUMENT, unit.name(), change.address(), argument, List.of(), Optional.empty()))
                .toList();
    }

    private static Change explained(Change change, ChangeExplanation explanation) {
        boolean equal =
                explanation.condition().filter(ChangeCondition::expectedEqual).isPresent();
        return (equal ? change.without(Danger.Weight.NOT_KNOWN) : change).with(explanation);
    }

    private static EnvironmentPlan each(EnvironmentPlan plan, Function<UnitPlan, UnaryOperator<Change>> edit) {
        return plan.with(plan.units().stream()
                .map(unit ->
                        unit.with(unit.changes().stream().map(edit.apply(unit)).toList()))
                .toList());
    }
}
