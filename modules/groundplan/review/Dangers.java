package groundplan.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All reasons to look twice at one change. */
public final class Dangers {
    private Dangers() {}

    /** Whether a resource of this type holds something that is gone with it. */
    public static boolean holdsData(String type) {
        return Losses.holdsData(type);
    }

    /** Whether AWS refuses to delete a resource of this type while something uses it. */
    public static boolean keptWhileUsed(String type) {
        return Occupied.possible(type);
    }

    /**
     * That a resource goes while others still use it.
     *
     * @param users who does and is applied later, in words; nothing is to be said when nobody does
     */
    public static Optional<Danger> inUse(String type, Collection<String> users) {
        return Occupied.of(type, users);
    }

    /**
     * That a resource goes before others of its own unit have let go of it.
     *
     * @param users their addresses; nothing is to be said when there are none
     */
    public static Optional<Danger> inUseInside(String type, Collection<String> users) {
        return Occupied.inside(type, users);
    }

    /** The reasons, the worst first. None of them quotes a value that may be secret. */
    public static List<Danger> of(ResourceChange change) {
        List<Danger> dangers = new ArrayList<>();
        Losses.of(change).ifPresent(dangers::add);
        dangers.addAll(Exposures.of(change));
        dangers.addAll(Protections.of(change));
        dangers.sort(Comparator.comparing(Danger::weight));
        return dangers;
    }
}
