package groundplan.workspace;

import groundplan.plan.EnvironmentPlan;
import java.util.Collection;

/** Exit codes of commands. */
public final class ExitCode {
    /** Success, without findings. */
    public static final int FINE = 0;
    /** There are findings, or something failed. */
    public static final int FAILED = 1;
    /** The command line or the settings are wrong; nothing was done. With {@code --detailed-exitcode} that is {@link #FAILED}. */
    public static final int BAD_INPUT = 2;
    /** There are changes, with {@code --detailed-exitcode}: the same code as Terraform's. */
    public static final int CHANGES = 2;

    private ExitCode() {}

    /** The exit code of a plan: failed if the guards refuse it; changes are reported only if details are wanted. */
    public static int of(EnvironmentPlan plan, boolean detailed) {
        return plan.verdict().refuses() ? FAILED : detailed && plan.hasChanges() ? CHANGES : FINE;
    }

    /** The exit code of several plans: failed if any failed, else changes if any has changes. */
    public static int worst(Collection<Integer> exits) {
        return exits.contains(FAILED) ? FAILED : exits.contains(CHANGES) ? CHANGES : FINE;
    }
}
