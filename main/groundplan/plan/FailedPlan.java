package groundplan.plan;

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

  /** The same failure, told without secrets. */
  FailedPlan without(Secrecy secrecy) {
    return new FailedPlan(secrecy.hide(getMessage()));
  }
}
