package groundplan.plan;

import java.util.List;

/**
 * What a search for drift found in an environment.
 *
 * @param objects the objects that were changed outside of Terraform
 * @param warnings Terraform's warnings, including failed checks
 */
public record FoundDrift(List<Drift> objects, List<PlanWarning> warnings) {}
