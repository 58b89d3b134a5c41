package groundplan.guard;

import groundplan.plan.Action;
import groundplan.plan.Change;
import groundplan.plan.EnvironmentPlan;
import groundplan.plan.UnitPlan;
import groundplan.review.ProtectionSwitch;
import groundplan.settings.Allowance;
import java.time.LocalDate;
import java.util.List;

/** The resources of a plan that are destroyed although AWS protects them, since an allowance lets the apply switch that off first. */
public final class AllowedUnprotecting {
    /** The action of allowances. */
    static final String ACTION = "unprotect";

    private AllowedUnprotecting() {}

    /**
     * The plan, in which such resources are no longer told as protected but as unprotected by the apply.
     *
     * @param allowances the allowances of the environment's system
     * @param today the date that is compared with the allowances' expiry dates
     */
    public static EnvironmentPlan in(EnvironmentPlan plan, List<Allowance> allowances, LocalDate today) {
        return plan.with(plan.units().stream()
                .map(unit -> unit.with(unit.changes().stream()
                        .map(change -> switchable(change) && allowed(unit, change, allowances, today)
                                ? unprotected(change)
                                : change)
                        .toList()))
                .toList());
    }

    private static boolean allowed(UnitPlan unit, Change change, List<Allowance> allowances, LocalDate today) {
        return allowances.stream()
                .anyMatch(allowance -> allowance.isAbout(unit.unit().toString(), change.address())
                        && allowance.allows(ACTION)
                        && !allowance.expired(today));
    }

    /** Whether it is destroyed, protected, and of a type whose protection can be switched off by the apply. */
    static boolean switchable(Change change) {
        return change.action() == Action.DELETE
                && change.deposed().isEmpty()
                && ProtectionSwitch.of(change.type())
                        .filter(known -> change.dangers().stream().anyMatch(known::switchesOff))
                        .isPresent();
    }

    /** The participle of an allowance's action, such as {@code deleted}. */
    static String done(String action) {
        return action + (action.equals(ACTION) ? "ed" : "d");
    }

    private static Change unprotected(Change change) {
        ProtectionSwitch known = ProtectionSwitch.of(change.type()).orElseThrow();
        return change.without(known::switchesOff).with(known.used());
    }
}
