package groundplan.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All risks of one change. */
public final class Dangers {
    private Dangers() {}

    /**
     * Whether a resource holds data that is lost with it.
     *
     * @param resource its arguments
     */
    public static boolean holdsData(String type, JsonNode resource) {
        return Losses.holdsData(type, resource);
    }

    /** Whether AWS refuses to delete a resource of this type while it is in use. */
    public static boolean keptWhileUsed(String type) {
        return Occupied.possible(type);
    }

    /**
     * The risk that a resource is destroyed while others still use it.
     *
     * @param users the users that are applied later, in words; no risk when there are none
     */
    public static Optional<Danger> inUse(String type, Collection<String> users) {
        return Occupied.of(type, users);
    }

    /**
     * The risk that a resource is destroyed before others in its own unit stop using it.
     *
     * @param users their addresses; no risk when there are none
     */
    public static Optional<Danger> inUseInside(String type, Collection<String> users) {
        return Occupied.inside(type, users);
    }

    /**
     * The risk that an object still exists and nothing manages it any more; none for types that neither hold data nor protect others.
     *
     * @param object its attributes
     * @param replaced whether a new object takes its place
     */
    public static Optional<Danger> forgotten(String type, JsonNode object, boolean replaced) {
        return Forgotten.of(type, object, replaced);
    }

    /** The risk that an object is imported only to be destroyed and made anew, with what nothing else in the plan shows to be lost. */
    public static Optional<Danger> importedAndReplaced(String type) {
        return type.equals("aws_secretsmanager_secret_version")
                ? Optional.of(
                        new Danger(
                                Danger.Weight.DATA_LOSS,
                                "is imported and then replaced: the value that the secret has now is lost; ignore changes of its value, or do not import it"))
                : Optional.empty();
    }

    /** The certainty that an object cannot be created: another one, which stays, has what identifies it. */
    public static Danger heldForGood(String attribute, String holder) {
        return collision(attribute, holder, "stays; give one of them another " + attribute);
    }

    /** The same, where the other one goes away only afterwards. */
    public static Danger heldForNow(String attribute, String holder) {
        return collision(
                attribute,
                holder,
                "goes away only later or at the same time; do it in two steps: change or remove that one and apply, then add this");
    }

    /** The same, where the other one is destroyed before, and AWS keeps its name for some days in case it is restored. */
    public static Danger heldAfterwards(String attribute, String holder, int days) {
        return collision(
                attribute,
                holder,
                "AWS keeps for " + days
                        + " days after its destruction; set recovery_window_in_days to 0 and apply that first, or give it another "
                        + attribute);
    }

    /** The same, where an object is replaced and the new one is created before the old one is destroyed. */
    public static Danger heldByItself(String attribute) {
        return new Danger(
                Danger.Weight.COLLISION,
                "cannot be created: its " + attribute
                        + " is that of the object it replaces, which is destroyed only afterwards; give it another "
                        + attribute);
    }

    private static Danger collision(String attribute, String holder, String end) {
        return new Danger(
                Danger.Weight.COLLISION,
                "cannot be created: its " + attribute + " is that of " + holder + ", which " + end);
    }

    /**
     * The risks of a change on its own, the worst first. A value that may be secret has to be hidden in the change, or in what is said.
     */
    public static List<Danger> of(ResourceChange change) {
        return of(change, PlannedResources.of(List.of(change)));
    }

    /**
     * The risks of a change, the worst first.
     *
     * @param others what the plan contains, this change included
     */
    public static List<Danger> of(ResourceChange change, PlannedResources others) {
        List<Danger> dangers = new ArrayList<>();
        Losses.of(change, others).ifPresent(dangers::add);
        dangers.addAll(DeletionProtection.of(change));
        dangers.addAll(BucketExpiry.of(change, others));
        dangers.addAll(ColdObjects.of(change));
        dangers.addAll(ImageExpiry.of(change, others));
        dangers.addAll(IndexRetention.of(change));
        dangers.addAll(BackupPlans.of(change));
        dangers.addAll(Limits.of(change));
        dangers.addAll(TimesToLive.of(change));
        dangers.addAll(Switches.of(change));
        dangers.addAll(Lockouts.of(change));
        dangers.addAll(Denials.of(change));
        dangers.addAll(OpenPorts.of(change));
        dangers.addAll(Exposures.of(change, others));
        dangers.addAll(Protections.of(change, others));
        dangers.addAll(Capacities.of(change));
        dangers.addAll(Standbys.of(change));
        dangers.addAll(EngineParameters.of(change));
        dangers.addAll(Containers.of(change));
        dangers.addAll(Openings.of(change));
        dangers.addAll(Additions.of(change, others));
        dangers.addAll(Interruptions.of(change));
        Upgrades.of(change).ifPresent(dangers::add);
        return dangers.stream()
                .distinct()
                .sorted(Comparator.comparing(Danger::weight))
                .toList();
    }
}
