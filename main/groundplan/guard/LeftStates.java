package groundplan.guard;

import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Optional;

/**
 * States that are where an environment kept them before, and not where its settings keep them now: a plan would create everything
 * again.
 *
 * @param here where the settings keep them, such as {@code s3://shop-states/prod/}
 * @param there where they are, or may be
 * @param units the units without a state, at least one
 * @param unread why it is not known whether they are there; empty if they are
 */
public record LeftStates(String here, String there, List<UnitPath> units, Optional<String> unread) {
    /** What allowances call the state of a unit. */
    public static final String ADDRESS = "terraform_state";

    /** What would happen, for people. */
    public String what() {
        int others = units.size() - 1;
        String also = others == 0 ? "" : " and those of " + others + (others == 1 ? " other unit" : " other units");
        return unread.map(why -> "has no state in " + here + ", and it could not be seen whether " + there
                        + ", where the environment kept its states before, has it" + also + ": " + why)
                .orElse("has no state in " + here + ", but " + there + " has its state" + also
                        + ": a plan creates again what exists");
    }

    /** What to do, for people. */
    public String remedy() {
        return "Copy the states before anything is applied: aws s3 cp --recursive " + there + " " + here
                + " --exclude '*' --include '*/terraform.tfstate'; or set state.bucket and state.region as they were";
    }
}
