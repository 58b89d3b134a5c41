package groundplan.github;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * What GitHub's workflows are configured with.
 *
 * @param planRoleArn the role of pull requests, which reads
 * @param applyRoleArn the role that changes the environment
 * @param deployRoleArn the role that pushes images and updates services
 */
public record GithubOutputs(String planRoleArn, String applyRoleArn, String deployRoleArn) {
    static GithubOutputs of(GithubSettings settings, OutputSource from) {
        return new GithubOutputs(
                from.value("plan_role_arn", Shape.ROLE_ARN, "Role of pull requests, which reads."),
                from.value("apply_role_arn", Shape.ROLE_ARN, "Role that changes the environment."),
                from.value("deploy_role_arn", Shape.ROLE_ARN, "Role that pushes images and updates services."));
    }
}
