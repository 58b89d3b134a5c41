package groundplan.kernel;

import java.util.Map;

/** What keeps an environment's data from a plan that nobody meant. It makes no resource. */
public record GuardSettings(
        @Setting(
                        value =
                                "What becomes of a plan that deletes or replaces what holds data, destroys a unit that is gone from"
                                        + " the settings, or ends an output that applied units still use: refuse, but for what the system's allowances.yaml allows,"
                                        + " or report.",
                        byDefault = "refuse",
                        oneOf = {"refuse", "report"})
                String losses,
        @Setting(
                        value =
                                "Kinds of unit whose resources that hold data get Terraform's prevent_destroy, beside those that the"
                                        + " units' own settings protect.",
                        byDefault = "{}",
                        names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
                Map<String, Boolean> preventDestroy) {
    /** Nothing but the defaults. */
    public static final GuardSettings DEFAULT = new GuardSettings("refuse", Map.of());

    /** Whether losses need an allowance. */
    public boolean refuseLosses() {
        return losses.equals("refuse");
    }
}
