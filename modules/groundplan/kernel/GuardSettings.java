package groundplan.kernel;

import java.util.Map;

/** Protection of an environment's data against unintended plans. It creates no resource. */
public record GuardSettings(
        @Setting(
                        value =
                                "What to do with a plan that destroys or replaces a resource that holds data, destroys a unit that was removed from"
                                        + " the settings, or removes an output that applied units still use: refuse it, except for what the system's allowances.yaml allows,"
                                        + " or only report it.",
                        byDefault = "refuse",
                        oneOf = {"refuse", "report"})
                String losses,
        @Setting(
                        value =
                                "Kinds of unit whose data-holding resources get Terraform's prevent_destroy, in addition to those that the"
                                        + " units' own settings protect.",
                        byDefault = "{}",
                        names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, Boolean> preventDestroy) {
    /** All defaults. */
    public static final GuardSettings DEFAULT = new GuardSettings("refuse", Map.of());

    /** Whether a plan that loses data needs an allowance. */
    public boolean refuseLosses() {
        return losses.equals("refuse");
    }
}
