package groundplan.amplify;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * The outputs of an Amplify app.
 *
 * @param appId the app's id, for the jobs that deploy to it
 * @param appArn the app's ARN, for their permissions
 * @param branchName the branch to deploy to
 * @param branchHost the host name of the branch
 */
public record AmplifyOutputs(String appId, String appArn, String branchName, String branchHost) {
    static AmplifyOutputs of(AmplifySettings settings, OutputSource from) {
        return new AmplifyOutputs(
                from.value("app_id", Shape.NAME, "Id of the app."),
                from.value("app_arn", Shape.ARN, "ARN of the app."),
                from.value("branch_name", Shape.NAME, "Name of the branch that is deployed."),
                from.value("branch_host", Shape.HOST, "Host name of the branch."));
    }
}
