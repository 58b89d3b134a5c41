package groundplan.apply;

import groundplan.kernel.UnitPath;
import java.util.Locale;

/**
 * What became of a unit in an apply.
 *
 * @param unit the unit
 * @param end how it ended
 * @param detail how many objects changed, or why it did not end well
 */
public record Outcome(UnitPath unit, End end, String detail) {
    /** How a unit ended. */
    public enum End {
        /** By this run. */
        APPLIED,
        /** By an earlier run of the same plan. */
        APPLIED_BEFORE,
        /** Terraform failed, or was interrupted. */
        FAILED,
        /** It would have done what nobody approved. */
        REFUSED,
        /** Something before it did not end well. */
        NOT_STARTED;

        /** For people. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Whether all that was approved for the unit is done. */
    public boolean well() {
        return end == End.APPLIED || end == End.APPLIED_BEFORE;
    }
}
