package groundplan.plan;

import groundplan.address.AttributePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Compares the plan of a unit, made with real inputs, with the approved one. Fewer changes are allowed: a run that was cut short may
 * have made some of them already, and AWS deletes some resources together with the one that contains them.
 */
public final class PlanComparison {
    /** Longer values are documents, of which a sentence has no room. */
    private static final int LONGEST = 120;

    private PlanComparison() {}

    /**
     * What was not approved: a sentence for each object and, where it is about a value that may be shown, both values.
     *
     * @param configured whether the settings set an argument of the object at an address
     */
    public static List<String> of(UnitPlan approved, UnitPlan now, BiPredicate<String, AttributePath> configured) {
        Map<String, Change> known = new LinkedHashMap<>();
        approved.changes().forEach(change -> known.put(key(change), change));
        List<String> found = new ArrayList<>();
        for (Change change : now.changes()) {
            Change expected = known.get(key(change));
            if (expected == null && restOfReplacement(change, known.get(change.address()))) {
                continue;
            }
            if (expected == null) {
                found.add(change.address() + " would be " + change.action().done()
                        + ", which the approved plan does not contain");
            } else if (expected.action() != change.action() && !half(expected, change) && !less(expected, change)) {
                found.add(change.address() + " would be " + change.action().done() + ", but in the approved plan it is "
                        + expected.action().done());
            } else {
                values(expected, change, path -> configured.test(change.address(), path))
                        .ifPresent(difference -> found.add(change.address() + difference));
            }
        }
        return List.copyOf(found);
    }

    private static Optional<String> values(Change expected, Change now, Predicate<AttributePath> configured) {
        Set<String> different = new LinkedHashSet<>();
        Set<String> unsaid = new LinkedHashSet<>();
        now.values().forEach((attribute, value) -> {
            String before = expected.values().get(attribute);
            boolean approves = before != null && (!ValueFingerprints.is(before) || before.equals(value));
            if (!approves && configured.test(AttributePath.of(attribute))) {
                (before == null ? unsaid : different).add(attribute);
            }
        });
        if (!different.isEmpty()) {
            return Optional.of(" would get a different " + String.join(", ", different) + " than was approved"
                    + shown(expected, now, different, configured));
        }
        return unsaid.isEmpty()
                ? Optional.empty()
                : Optional.of(" would get a " + String.join(", ", unsaid) + " of which the approved plan says nothing");
    }

    /** Both values of what differs in these arguments, as far as they may be shown and are short; begins with a colon. */
    static String shown(Change expected, Change now, Set<String> attributes, Predicate<AttributePath> configured) {
        Map<AttributePath, String> approved = new HashMap<>();
        expected.differences().forEach(difference -> approved.put(difference.path(), difference.after()));
        List<String> pairs = new ArrayList<>();
        for (AttributeChange difference : now.differences()) {
            String before = approved.get(difference.path());
            if (attributes.contains(difference.path().attribute())
                    && configured.test(difference.path())
                    && isShort(before)
                    && isShort(difference.after())
                    && !before.equals(difference.after())) {
                pairs.add(difference.path() + " would be " + difference.after() + ", and was approved as " + before);
            }
        }
        return pairs.isEmpty() ? "" : ": " + String.join("; ", pairs);
    }

    private static boolean isShort(String value) {
        return value != null
                && !value.equals(AttributeChange.SECRET)
                && value.length() <= LONGEST
                && value.lines().count() <= 1;
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
