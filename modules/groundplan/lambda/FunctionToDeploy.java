package groundplan.lambda;

import java.util.Optional;

/** The outputs of a unit with a function that say what a deployment of it works with. */
public interface FunctionToDeploy {
    /** The function's ARN. */
    String functionArn();

    /** The name of its CodeDeploy application and deployment group; absent without CodeDeploy. */
    Optional<String> deploymentName();

    /** The profile that its code is signed with; absent without code signing. */
    Optional<String> signingProfileArn();

    /** The bucket in which its code is signed; absent without code signing. */
    Optional<String> codeBucketArn();
}
