package groundplan.refactor;

import groundplan.kernel.UnitPath;

/**
 * An object that is moved.
 *
 * @param from the unit that has it
 * @param fromAddress its address there
 * @param to the unit that gets it
 * @param toAddress its address there
 * @param id its id; empty if it has none
 */
public record ObjectMove(UnitPath from, String fromAddress, UnitPath to, String toAddress, String id) {
    /** Whether it goes to another state. */
    boolean across() {
        return !from.equals(to);
    }
}
