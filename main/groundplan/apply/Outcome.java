package groundplan.apply;

import groundplan.kernel.UnitPath;
import java.util.Locale;

/**
 * The outcome of a unit in an apply.
 *
 * @param unit the unit
 * @param end its outcome
 * @param detail how many objects changed, or why it was not applied
 */
public record Outcome(UnitPath unit, End end, String detail) {
    /** How a unit ended. */
    public enum End {
        /** Applied by this run. */
        APPLIED,
        /** Applied by an earlier run of the same plan. */
        APPLIED_BEFORE,
        /** Terraform failed, or was interrupted. */
        FAILED,
        /** Refused, because it would have done something that was not approved. */
        REFUSED,
        /** Not started, because a unit before it was not applied, or the run was stopped. */
        NOT_STARTED;

        /** The outcome in words, for people. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Whether everything that was approved for the unit has been applied. */
    public boolean well() {
        return end == End.APPLIED || end == End.APPLIED_BEFORE;
    }
}
