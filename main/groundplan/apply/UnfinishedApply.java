package groundplan.apply;

import groundplan.kernel.UnitPath;
import groundplan.states.BucketObject;
import groundplan.states.S3States;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;

/** What a plan says of an apply that has begun units and did not end them: it may have made objects that are in no state. */
public final class UnfinishedApply {
    private UnfinishedApply() {}

    /**
     * A note on such an apply; none if there is none.
     *
     * @param environment the environment's name, without its system
     */
    public static List<String> notes(S3States states, String environment) {
        SortedSet<UnitPath> units;
        try {
            units = Journal.unfinished(journal(states, environment));
        } catch (BucketObject.NoBucket nothingApplied) {
            return List.of();
        } catch (IOException e) {
            return List.of("Whether an earlier apply was cut short is not known: " + e.getMessage());
        }
        return units.isEmpty()
                ? List.of()
                : List.of("An apply of "
                        + String.join(
                                ", ", units.stream().map(UnitPath::toString).toList())
                        + " has begun and has not ended. Unless it is still running, it may have made objects that are in no state, which"
                        + " a plan cannot see: the next apply looks into what it left, and names them");
    }

    /** The journal of an environment's applies. */
    static BucketObject journal(S3States states, String environment) {
        return new BucketObject(states, environment + "/groundplan-apply.json", "the journal");
    }
}
