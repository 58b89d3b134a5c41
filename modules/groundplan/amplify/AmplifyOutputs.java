package groundplan.amplify;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * What the app publishes.
 *
 * @param appId the app, for the jobs that deploy to it
 * @param appArn the app, for their permissions
 * @param branchName the branch that they deploy
 * @param branchHost where the branch answers
 */
public record AmplifyOutputs(String appId, String appArn, String branchName, String branchHost) {
    static AmplifyOutputs of(AmplifySettings settings, OutputSource from) {
        return new AmplifyOutputs(
                from.value("app_id", Shape.NAME, "Id of the app."),
                from.value("app_arn", Shape.ARN, "ARN of the app."),
                from.value("branch_name", Shape.NAME, "Name of the branch that is deployed."),
                from.value("branch_host", Shape.HOST, "Host at which the branch answers."));
    }
}
