package groundplan.boundary;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * The outputs of the unit.
 *
 * @param policyArn the policy that is the boundary
 */
public record BoundaryOutputs(String policyArn) {
    static BoundaryOutputs of(BoundarySettings settings, OutputSource from) {
        return new BoundaryOutputs(from.value("policy_arn", Shape.ARN, "ARN of the permissions boundary."));
    }
}
