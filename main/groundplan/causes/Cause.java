package groundplan.causes;

import java.util.List;

/**
 * Why a plan changes an object: where the chain begins that leads to it.
 *
 * @param kind what happened there
 * @param address the object at which it begins, by its address in the whole plan
 * @param argument the argument that changed there; empty if the object as a whole is new, gone or damaged
 * @param through the attributes through which it reaches the object, from the beginning on; none if it is that object itself
 */
public record Cause(CauseKind kind, String address, String argument, List<ValueSource> through) {
    public Cause {
        through = List.copyOf(through);
    }

    /** The same beginning, without the way from there. */
    public Cause beginning() {
        return new Cause(kind, address, argument, List.of());
    }
}
