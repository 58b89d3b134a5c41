package groundplan.plan;

import groundplan.address.AttributePath;
import groundplan.kernel.UnitPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compares a plan with those that were reviewed before it was made. Only what would happen is compared: objects, actions, and the
 * values that the settings set. When a state was written, what a provider fills in, costs and owners are not. Fewer changes than
 * were reviewed are allowed, and so is a value that was shown to the reviewers as not known yet.
 */
public final class ReviewCheck {
    private ReviewCheck() {}

    /**
     * A change that was not reviewed.
     *
     * @param unit its unit
     * @param what the difference, in words that begin with the address
     * @param reviewed the change of the same object that was reviewed, if there was one
     * @param now the change that would be made
     */
    public record Unreviewed(UnitPath unit, String what, Optional<Change> reviewed, Change now) {}

    /**
     * The changes that are in none of the reviewed plans, in the order of the plan.
     *
     * @param reviewed the reviewed plans; a change has to match one of them
     * @param configured the arguments that are set by the settings from which {@code now} was made
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
                    // A reviewed plan with a change of this object explains more than one without.
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
                .stream()
                .findFirst()
                .or(() -> before.flatMap(known -> elsewhere(known, change)))
                .or(() -> before.flatMap(
                        known -> shown(known, change, path -> configured.sets(unit.unit(), change.address(), path))))
                .map(what -> new Unreviewed(unit.unit(), what, before, change));
    }

    /** A different import, or a different move. One that has been done in the meantime is no difference. */
    private static Optional<String> elsewhere(Change reviewed, Change now) {
        if (now.importing().isPresent() && !now.importing().equals(reviewed.importing())) {
            return Optional.of(now.address() + " would be imported from "
                    + now.importing().get() + ", but the approved plan "
                    + reviewed.importing().map(id -> "imports it from " + id).orElse("does not import it"));
        }
        if (now.previousAddress().isPresent() && !now.previousAddress().equals(reviewed.previousAddress())) {
            return Optional.of(now.address() + " would be moved from "
                    + now.previousAddress().get() + ", but the approved plan "
                    + reviewed.previousAddress()
                            .map(from -> "moves it from " + from)
                            .orElse("does not move it"));
        }
        return Optional.empty();
    }

    /** Compares what was shown for attributes whose fingerprints are not equal or are missing, as for a secret or an unknown value. */
    private static Optional<String> shown(Change reviewed, Change now, Predicate<AttributePath> configured) {
        for (AttributeChange difference : now.differences()) {
            String attribute = difference.path().attribute();
            String value = now.values().get(attribute);
            boolean same = ValueFingerprints.is(value)
                    && value.equals(reviewed.values().get(attribute));
            if (!same && configured.test(difference.path()) && !seen(reviewed.differences(), difference)) {
                return Optional.of(now.address() + " would get a different " + difference.path() + " than was approved"
                        + PlanComparison.shown(reviewed, now, Set.of(attribute), configured));
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
