package groundplan.kernel;

import java.util.Map;

/** Protection of an environment's data against unintended plans. It creates no resource. */
public record GuardSettings(
        @Setting(
                        value =
                                "What to do with a plan that loses data (by destroying or replacing what holds it, or by an update after which AWS deletes it),"
                                        + " locks out, destroys a unit that was removed from the settings, or removes an output that applied units still use:"
                                        + " refuse it, except for what the system's allowances.yaml allows, or only report it.",
                        byDefault = "refuse",
                        oneOf = {"refuse", "report"})
                String losses,
        @Setting(
                        value =
                                "What to do with a plan that destroys or replaces what AWS will refuse to delete, because its deletion protection is on or"
                                        + " because others still use it, so that an apply would stop in the middle: refuse it, or only report it.",
                        byDefault = "refuse",
                        oneOf = {"refuse", "report"})
                String undeletable,
        @Setting(
                        value =
                                "Kinds of unit whose data-holding resources get Terraform's prevent_destroy, in addition to those that the"
                                        + " units' own settings protect.",
                        byDefault = "{}",
                        names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, Boolean> preventDestroy) {
    /** All defaults. */
    public static final GuardSettings DEFAULT = new GuardSettings("refuse", "refuse", Map.of());

    /** Whether a plan that loses data needs an allowance. */
    public boolean refuseLosses() {
        return losses.equals("refuse");
    }

    /** Whether a plan is refused that deletes what AWS will not delete. */
    public boolean refuseUndeletable() {
        return undeletable.equals("refuse");
    }
}
