package groundplan.plan;

import groundplan.address.AttributePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Holds the plan of a unit, made with real inputs, against the approved one. Less is allowed: part of it may be done, by a run
 * that was cut short, or by AWS, which takes away with a thing what is inside it.
 */
public final class PlanComparison {
    private static final String TAINTED = "replace_because_tainted";

    private PlanComparison() {}

    /**
     * The first difference that nobody approved, in words.
     *
     * @param configured whether the settings give an argument of the object at an address
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
            if (expected.action() != change.action() && !half(expected, change)) {
                return Optional.of(
                        change.address() + " would be " + change.action().done() + "; approved is that it is "
                                + expected.action().done());
            }
            for (Map.Entry<String, String> attribute : change.known().entrySet()) {
                String before = expected.known().get(attribute.getKey());
                if (before != null
                        && !before.equals(attribute.getValue())
                        && configured.test(change.address(), AttributePath.of(attribute.getKey()))) {
                    return Optional.of(
                            change.address() + " would get another " + attribute.getKey() + " than the approved one");
                }
            }
        }
        return Optional.empty();
    }

    /** What a replacement made superfluous and did not come to destroy. */
    private static boolean restOfReplacement(Change now, Change expected) {
        return now.deposed().isPresent()
                && now.action() == Action.DELETE
                && expected != null
                && expected.action() == Action.REPLACE;
    }

    /** Whether a part of what was approved is done: the old object is gone, or the new one was made and is not whole. */
    private static boolean half(Change expected, Change now) {
        return expected.action() == Action.REPLACE && now.action() == Action.CREATE
                || expected.action() == Action.CREATE
                        && now.action() == Action.REPLACE
                        && now.reason().filter(TAINTED::equals).isPresent();
    }

    private static String key(Change change) {
        return change.address() + change.deposed().map(id -> " " + id).orElse("");
    }
}
