package groundplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Terraform could not plan. */
public final class FailedPlan extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Terraform failed at a step and printed this. */
  public FailedPlan(String step, String output) {
    super("terraform " + step + " failed:\n" + output.indent(2));
  }

  private FailedPlan(String message) {
    super(message);
  }

  /**
   * The same failure of a unit's Terraform, told without what its state and its plan say is secret.
   *
   * @param state the unit's state; empty where there is none
   * @param plan Terraform's JSON of its plan; a missing node where there is none
   */
  public FailedPlan without(String state, JsonNode plan) {
    try {
      return without(Secrecy.of(plan, state.isBlank() ? List.of() : List.of(StateFile.parse("the unit's state", state))));
    } catch (UnreadableState noState) {
      return without(Secrecy.of(plan));
    }
  }

  /** The same failure, told without secrets. */
  FailedPlan without(Secrecy secrecy) {
    return new FailedPlan(secrecy.hide(getMessage()));
  }
}
