package groundplan.e2e;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A plan held against what was done.
 *
 * @param missed actions that were taken and not planned
 * @param invented actions that were planned as certain and not taken
 * @param open actions that were planned as conditional and not taken
 * @param seconds how long it took to plan
 * @param failed whether a unit could not be planned at all
 */
record PlanAccount(int missed, int invented, int open, double seconds, boolean failed) {
    /** @param certain the planned actions that are not conditional */
    static PlanAccount of(
            SortedSet<Done> planned, SortedSet<Done> certain, SortedSet<Done> done, long nanos, boolean failed) {
        int invented = without(certain, done).size();
        return new PlanAccount(
                without(done, planned).size(), invented, without(planned, done).size() - invented, nanos / 1e9, failed);
    }

    static <T> SortedSet<T> without(SortedSet<T> all, SortedSet<T> these) {
        SortedSet<T> left = new TreeSet<>(all);
        left.removeAll(these);
        return left;
    }
}
