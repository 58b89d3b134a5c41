package groundplan.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All risks of one change. */
public final class Dangers {
    private Dangers() {}

    /** Whether resources of this type hold data that is lost with them. */
    public static boolean holdsData(String type) {
        return Losses.holdsData(type);
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
     * @param replaced whether a new object takes its place
     */
    public static Optional<Danger> forgotten(String type, boolean replaced) {
        return Forgotten.of(type, replaced);
    }

    /** The risks, the worst first. None of them quotes a value that may be secret. */
    public static List<Danger> of(ResourceChange change) {
        List<Danger> dangers = new ArrayList<>();
        Losses.of(change).ifPresent(dangers::add);
        dangers.addAll(Exposures.of(change));
        dangers.addAll(Protections.of(change));
        dangers.sort(Comparator.comparing(Danger::weight));
        return dangers;
    }
}
