package groundplan.workspace;

import groundplan.plan.EnvironmentPlan;
import java.util.Collection;

/** What a command's end says to a script. */
public final class ExitCode {
    /** Nothing to complain about. */
    public static final int FINE = 0;
    /** Something was found, or did not work. */
    public static final int FAILED = 1;
    /** The command line or the settings are wrong; nothing was done. With {@code --detailed-exitcode} that is {@link #FAILED}. */
    public static final int BAD_INPUT = 2;
    /** There are changes, where {@code --detailed-exitcode} asks for them: Terraform's own number. */
    public static final int CHANGES = 2;

    private ExitCode() {}

    /** That of a plan: failed when the guards refuse it, and with changes only where somebody asked in detail. */
    public static int of(EnvironmentPlan plan, boolean detailed) {
        return plan.verdict().refuses() ? FAILED : detailed && plan.hasChanges() ? CHANGES : FINE;
    }

    /** That of several plans: any that failed, else any with changes. */
    public static int worst(Collection<Integer> exits) {
        return exits.contains(FAILED) ? FAILED : exits.contains(CHANGES) ? CHANGES : FINE;
    }
}
