package groundplan.crossaccountroles;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;

/**
 * The outputs of the unit.
 *
 * @param roleArns by role
 */
public record CrossAccountRolesOutputs(Map<String, String> roleArns) {
    static CrossAccountRolesOutputs of(CrossAccountRolesSettings settings, OutputSource from) {
        return new CrossAccountRolesOutputs(
                from.values("role_arns", settings.roles().keySet(), Shape.ROLE_ARN, "ARNs of the roles."));
    }
}
