package groundplan.plan;

import groundplan.address.AttributePath;
import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Holds a plan against those that people reviewed before it was made. What counts is what would happen: objects, actions,
 * and the values that the settings give. When a state was written, what a provider fills in, costs and owners do not count.
 * Less than was reviewed is allowed, and so is a value that a reviewer saw as not known yet.
 */
public final class ReviewCheck {
    private ReviewCheck() {}

    /**
     * A change that nobody reviewed.
     *
     * @param unit its unit
     * @param what what is other, in words that begin with the address
     * @param reviewed the change of the same object that was reviewed, if there was one
     * @param now the change
     */
    public record Unreviewed(UnitPath unit, String what, Optional<Change> reviewed, Change now) {}

    /**
     * The changes that none of the reviewed plans has, in the plan's order.
     *
     * @param reviewed plans that were reviewed, each on its own: a change has to be as in one of them
     * @param configured what the settings give that {@code now} was made of
     */
    public static List<Unreviewed> of(
            List<EnvironmentPlan> reviewed, EnvironmentPlan now, ConfiguredArguments configured) {
        List<EnvironmentPlan> comparable = reviewed.stream()
                .filter(plan -> plan.environment().equals(now.environment()) && plan.destroys() == now.destroys())
                .toList();
        List<Unreviewed> found = new ArrayList<>();
        for (UnitPlan unit : now.units()) {
            for (Change change : unit.changes()) {
                unreviewed(comparable, unit, change, configured).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private static Optional<Unreviewed> unreviewed(
            List<EnvironmentPlan> reviewed, UnitPlan unit, Change change, ConfiguredArguments configured) {
        Optional<Unreviewed> nearest = Optional.empty();
        for (EnvironmentPlan plan : reviewed) {
            for (UnitPlan seen : plan.units()) {
                if (seen.unit().equals(unit.unit())) {
                    Optional<Unreviewed> other = against(seen, unit, change, configured);
                    if (other.isEmpty()) {
                        return Optional.empty();
                    }
                    // The one that speaks of the object says more than one that does not.
                    nearest = nearest.filter(known -> known.reviewed().isPresent())
                            .or(() -> other);
                }
            }
        }
        return nearest.or(() -> Optional.of(new Unreviewed(
                unit.unit(),
                change.address() + " would be " + change.action().done() + ", which no approved plan contains",
                Optional.empty(),
                change)));
    }

    private static Optional<Unreviewed> against(
            UnitPlan seen, UnitPlan unit, Change change, ConfiguredArguments configured) {
        Optional<Change> before = seen.changes().stream()
                .filter(one ->
                        one.address().equals(change.address()) && one.deposed().equals(change.deposed()))
                .findFirst();
        UnitPlan alone = new UnitPlan(unit.unit(), unit.removed(), unit.lineage(), unit.serial(), List.of(change));
        return PlanComparison.of(seen, alone, (address, argument) -> configured.sets(unit.unit(), address, argument))
                .or(() -> before.flatMap(known -> elsewhere(known, change)))
                .or(() -> before.flatMap(
                        known -> shown(known, change, path -> configured.sets(unit.unit(), change.address(), path))))
                .map(what -> new Unreviewed(unit.unit(), what, before, change));
    }

    /** Another thing that is taken over, or another one that moves. What was done since is no other. */
    private static Optional<String> elsewhere(Change reviewed, Change now) {
        if (now.importing().isPresent() && !now.importing().equals(reviewed.importing())) {
            return Optional.of(
                    now.address() + " would take over " + now.importing().get() + "; approved is that it takes over "
                            + reviewed.importing().orElse("nothing"));
        }
        if (now.previousAddress().isPresent() && !now.previousAddress().equals(reviewed.previousAddress())) {
            return Optional.of(now.address() + " would be what was "
                    + now.previousAddress().get() + "; approved is that it was "
                    + reviewed.previousAddress().orElse("where it is"));
        }
        return Optional.empty();
    }

    /** Where an attribute has no fingerprint on both sides, for a secret or a value that is not known: what was shown. */
    private static Optional<String> shown(Change reviewed, Change now, Predicate<AttributePath> configured) {
        for (AttributeChange difference : now.differences()) {
            String attribute = difference.path().attribute();
            String fingerprint = now.known().get(attribute);
            boolean same =
                    fingerprint != null && fingerprint.equals(reviewed.known().get(attribute));
            if (!same && configured.test(difference.path()) && !seen(reviewed.differences(), difference)) {
                return Optional.of(
                        now.address() + " would get another " + difference.path() + " than the approved one");
            }
        }
        return Optional.empty();
    }

    private static boolean seen(List<AttributeChange> reviewed, AttributeChange now) {
        return reviewed.stream()
                .anyMatch(before -> AttributeChange.UNKNOWN.equals(before.after())
                        ? now.path().startsWith(before.path())
                        : now.path().equals(before.path()) && Objects.equals(now.after(), before.after()));
    }
}
