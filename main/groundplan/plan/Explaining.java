package groundplan.plan;

import groundplan.redact.Redactor;

/** Adds to a plan what explains it. */
public interface Explaining {
    /**
     * The plan with that.
     *
     * @param secrets hides them
     */
    EnvironmentPlan in(EnvironmentPlan plan, Redactor secrets);
}
