package groundplan.github;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * The outputs to configure GitHub's workflows with.
 *
 * @param planRoleArn the read-only role of pull requests
 * @param applyRoleArn the role that changes the environment
 * @param deployRoleArn the role that pushes images and updates services
 */
public record GithubOutputs(String planRoleArn, String applyRoleArn, String deployRoleArn) {
    static GithubOutputs of(GithubSettings settings, OutputSource from) {
        return new GithubOutputs(
                from.value("plan_role_arn", Shape.ROLE_ARN, "ARN of the read-only role of pull requests."),
                from.value("apply_role_arn", Shape.ROLE_ARN, "ARN of the role that changes the environment."),
                from.value(
                        "deploy_role_arn", Shape.ROLE_ARN, "ARN of the role that pushes images and updates services."));
    }
}
