package groundplan.lambdasqsconsumer;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import groundplan.lambda.FunctionToDeploy;
import java.util.Optional;

/**
 * The outputs of a queue and the function that consumes it.
 *
 * @param functionName the function's name, the dimension of its metrics
 * @param functionArn the function's ARN
 * @param aliasArn the ARN of the alias that is invoked
 * @param securityGroupId the function's security group
 * @param logGroupName its log group
 * @param deploymentName the name of its CodeDeploy application and deployment group; absent without CodeDeploy
 * @param signingProfileArn the profile that its code is signed with; absent without code signing
 * @param codeBucketArn the bucket in which its code is signed; absent without code signing
 * @param queueUrl the URL of the queue, for sending messages
 * @param queueArn the queue's ARN
 * @param queueName the queue's name, the dimension of its metrics
 * @param deadLetterQueueArn the queue of messages that failed too often
 * @param deadLetterQueueName that queue, the dimension of its metrics
 */
public record LambdaSqsConsumerOutputs(
        String functionName,
        String functionArn,
        String aliasArn,
        String securityGroupId,
        String logGroupName,
        Optional<String> deploymentName,
        Optional<String> signingProfileArn,
        Optional<String> codeBucketArn,
        String queueUrl,
        String queueArn,
        String queueName,
        String deadLetterQueueArn,
        String deadLetterQueueName)
        implements FunctionToDeploy {

    static LambdaSqsConsumerOutputs of(LambdaSqsConsumerSettings settings, OutputSource from) {
        return new LambdaSqsConsumerOutputs(
                from.value("function_name", Shape.NAME, "Name of the function, the dimension of its metrics."),
                from.value("function_arn", Shape.ARN, "ARN of the function."),
                from.value("alias_arn", Shape.ARN, "ARN of the alias that is invoked."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Id of the function's security group."),
                from.value("log_group_name", Shape.NAME, "Log group of the function."),
                settings.function()
                        .deployment()
                        .deploymentConfigName()
                        .map(config -> from.value(
                                "deployment_name",
                                Shape.NAME,
                                "Name of its CodeDeploy application and deployment group.")),
                settings.function()
                        .signed(() -> from.value(
                                "signing_profile_arn", Shape.ARN, "ARN of the profile that its code is signed with.")),
                settings.function()
                        .signed(() -> from.value(
                                "code_bucket_arn", Shape.BUCKET_ARN, "ARN of the bucket in which its code is signed.")),
                from.value("queue_url", Shape.HOST, "URL of the queue, for sending messages."),
                from.value("queue_arn", Shape.ARN, "ARN of the queue."),
                from.value("queue_name", Shape.NAME, "Name of the queue, the dimension of its metrics."),
                from.value("dead_letter_queue_arn", Shape.ARN, "ARN of the dead-letter queue."),
                from.value(
                        "dead_letter_queue_name",
                        Shape.NAME,
                        "Name of the dead-letter queue, the dimension of its metrics."));
    }
}
