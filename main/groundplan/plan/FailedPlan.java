package groundplan.plan;

/** Terraform could not plan. */
public final class FailedPlan extends RuntimeException {
  private static final long serialVersionUID = 1;

  FailedPlan(String step, String output) {
    super("terraform " + step + " failed:\n" + output.indent(2));
  }
}
