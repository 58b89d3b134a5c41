package groundplan.plan;

import groundplan.address.AttributePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Compares the plan of a unit, made with real inputs, with the approved one. Fewer changes are allowed: a run that was cut short may
 * have made some of them already, and AWS deletes some resources together with the one that contains them.
 */
public final class PlanComparison {
    private PlanComparison() {}

    /**
     * The first difference that was not approved, in words.
     *
     * @param configured whether the settings set an argument of the object at an address
     */
    public static Optional<String> of(UnitPlan approved, UnitPlan now, BiPredicate<String, AttributePath> configured) {
        Map<String, Change> known = new LinkedHashMap<>();
        approved.changes().forEach(change -> known.put(key(change), change));
        for (Change change : now.changes()) {
            Change expected = known.get(key(change));
            if (expected == null && restOfReplacement(change, known.get(change.address()))) {
                continue;
            }
            if (expected == null) {
                return Optional.of(change.address() + " would be "
                        + change.action().done() + ", which the approved plan does not contain");
            }
            if (expected.action() != change.action() && !half(expected, change) && !less(expected, change)) {
                return Optional.of(
                        change.address() + " would be " + change.action().done() + ", but in the approved plan it is "
                                + expected.action().done());
            }
            for (Map.Entry<String, String> attribute : change.values().entrySet()) {
                String before = expected.values().get(attribute.getKey());
                boolean approves =
                        before != null && (!ValueFingerprints.is(before) || before.equals(attribute.getValue()));
                if (!approves && configured.test(change.address(), AttributePath.of(attribute.getKey()))) {
                    return Optional.of(change.address()
                            + (before == null
                                    ? " would get a " + attribute.getKey() + " of which the approved plan says nothing"
                                    : " would get a different " + attribute.getKey() + " than was approved"));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether it deletes the old object of an approved replacement that was cut short. */
    private static boolean restOfReplacement(Change now, Change expected) {
        return now.deposed().isPresent()
                && now.action() == Action.DELETE
                && expected != null
                && expected.action() == Action.REPLACE;
    }

    /** Whether part of what was approved has been done: the old object was destroyed, or the new one was created but is tainted. */
    private static boolean half(Change expected, Change now) {
        return (expected.action() == Action.REPLACE || expected.action() == Action.FORGET_AND_CREATE)
                        && now.action() == Action.CREATE
                || expected.action() == Action.CREATE
                        && now.action() == Action.REPLACE
                        && now.reason()
                                .filter(Tally.REPLACED_BECAUSE_TAINTED::equals)
                                .isPresent();
    }

    /** Whether the replacement hung on values that turned out to be what they were, and only the update is left of it. */
    private static boolean less(Change expected, Change now) {
        return expected.condition()
                .filter(condition -> condition.otherwise() == now.action())
                .isPresent();
    }

    private static String key(Change change) {
        return change.address() + change.deposed().map(id -> " " + id).orElse("");
    }
}
