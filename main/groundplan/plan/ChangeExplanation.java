package groundplan.plan;

import groundplan.causes.Cause;
import groundplan.causes.Condition;
import groundplan.causes.PlanCauses;
import groundplan.causes.ValueSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Why an object is changed, and whether it certainly is.
 *
 * @param condition what the action depends on; absent if it is certain
 * @param causes its causes, of a replacement what forces it; empty if nothing is known of them
 */
public record ChangeExplanation(Optional<ChangeCondition> condition, List<ChangeCause> causes) {
    /** An action that is certain, of which nothing more is known. */
    public static final ChangeExplanation NONE = new ChangeExplanation(Optional.empty(), List.of());

    public ChangeExplanation {
        causes = List.copyOf(causes);
    }

    /**
     * Reads it from what is known of a plan.
     *
     * @param address the object's address in the whole plan
     * @param hide hides secrets
     * @param units the region and name of each unit by the name of its module
     */
    static ChangeExplanation of(
            PlanCauses known, String address, Map<String, String> units, UnaryOperator<String> hide) {
        return new ChangeExplanation(
                known.condition(address).map(condition -> condition(condition, units)),
                known.causes(address).stream()
                        .map(cause -> cause(cause, units, hide))
                        .toList());
    }

    /**
     * The same with the settings that explain its causes. A cause is there once for each of them.
     *
     * @param further causes that are added for settings that explain no other one
     */
    ChangeExplanation with(
            List<ChangeCause> further, Function<ChangeCause, List<ChangeCause.ChangedSetting>> settings) {
        List<ChangeCause> all = new ArrayList<>();
        Set<ChangeCause.ChangedSetting> told = new HashSet<>();
        for (ChangeCause cause : causes) {
            List<ChangeCause.ChangedSetting> found = settings.apply(cause);
            told.addAll(found);
            found.forEach(setting -> all.add(cause.with(setting)));
            if (found.isEmpty()) {
                all.add(cause);
            }
        }
        further.forEach(cause ->
                settings.apply(cause).stream().filter(told::add).forEach(setting -> all.add(cause.with(setting))));
        return new ChangeExplanation(condition, all);
    }

    private static ChangeCondition condition(Condition condition, Map<String, String> units) {
        return new ChangeCondition(
                condition.values().stream()
                        .map(value -> text(value, units))
                        .distinct()
                        .toList(),
                condition.updates() ? Action.UPDATE : Action.NONE,
                condition.expectedEqual());
    }

    private static ChangeCause cause(Cause cause, Map<String, String> units, UnaryOperator<String> hide) {
        String module = units.keySet().stream()
                .filter(name -> cause.address().startsWith("module." + name + "."))
                .findFirst()
                .orElse("");
        return new ChangeCause(
                cause.kind(),
                units.getOrDefault(module, ""),
                module.isEmpty() ? cause.address() : cause.address().substring(("module." + module + ".").length()),
                hide.apply(cause.argument()),
                cause.way(value -> text(value, units)),
                Optional.empty());
    }

    private static String text(ValueSource value, Map<String, String> units) {
        return units.containsKey(value.module())
                ? units.get(value.module()) + ": " + new ValueSource("", value.resource(), value.attribute())
                : value.toString();
    }
}
