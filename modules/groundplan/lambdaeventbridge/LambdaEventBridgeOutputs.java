package groundplan.lambdaeventbridge;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Optional;

/**
 * What a function that EventBridge calls publishes.
 *
 * @param functionName the function, the dimension of its metrics
 * @param functionArn the function
 * @param aliasArn what is called of it
 * @param securityGroupId the group in front of what it reaches
 * @param logGroupName its log
 * @param deploymentName what CodeDeploy knows it as, application and deployment group alike; absent without CodeDeploy
 * @param deadLetterQueueArn where events wait that could not be handed over, or that it failed on
 * @param deadLetterQueueName that queue, the dimension of its metrics
 */
public record LambdaEventBridgeOutputs(
        String functionName,
        String functionArn,
        String aliasArn,
        String securityGroupId,
        String logGroupName,
        Optional<String> deploymentName,
        String deadLetterQueueArn,
        String deadLetterQueueName) {

    static LambdaEventBridgeOutputs of(LambdaEventBridgeSettings settings, OutputSource from) {
        return new LambdaEventBridgeOutputs(
                from.value("function_name", Shape.NAME, "Name of the function, the dimension of its metrics."),
                from.value("function_arn", Shape.ARN, "ARN of the function."),
                from.value("alias_arn", Shape.ARN, "ARN of the alias that is called."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Group of the function."),
                from.value("log_group_name", Shape.NAME, "Log group of the function."),
                settings.function()
                        .deployment()
                        .deploymentConfigName()
                        .map(config -> from.value("deployment_name", Shape.NAME, "What CodeDeploy knows it as.")),
                from.value("dead_letter_queue_arn", Shape.ARN, "Queue of the events that were not dealt with."),
                from.value("dead_letter_queue_name", Shape.NAME, "Name of that queue, the dimension of its metrics."));
    }
}
