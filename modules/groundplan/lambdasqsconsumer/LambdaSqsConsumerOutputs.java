package groundplan.lambdasqsconsumer;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Optional;

/**
 * What a queue and the function that works it off publish.
 *
 * @param functionName the function, the dimension of its metrics
 * @param functionArn the function
 * @param aliasArn what is called of it
 * @param securityGroupId the group in front of what it reaches
 * @param logGroupName its log
 * @param deploymentName what CodeDeploy knows it as, application and deployment group alike; absent without CodeDeploy
 * @param queueUrl where messages are sent to
 * @param queueArn the queue
 * @param queueName the queue, the dimension of its metrics
 * @param deadLetterQueueArn where messages wait that failed too often
 * @param deadLetterQueueName that queue, the dimension of its metrics
 */
public record LambdaSqsConsumerOutputs(
        String functionName,
        String functionArn,
        String aliasArn,
        String securityGroupId,
        String logGroupName,
        Optional<String> deploymentName,
        String queueUrl,
        String queueArn,
        String queueName,
        String deadLetterQueueArn,
        String deadLetterQueueName) {

    static LambdaSqsConsumerOutputs of(LambdaSqsConsumerSettings settings, OutputSource from) {
        return new LambdaSqsConsumerOutputs(
                from.value("function_name", Shape.NAME, "Name of the function, the dimension of its metrics."),
                from.value("function_arn", Shape.ARN, "ARN of the function."),
                from.value("alias_arn", Shape.ARN, "ARN of the alias that is called."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Group of the function."),
                from.value("log_group_name", Shape.NAME, "Log group of the function."),
                settings.function()
                        .deployment()
                        .deploymentConfigName()
                        .map(config -> from.value("deployment_name", Shape.NAME, "What CodeDeploy knows it as.")),
                from.value("queue_url", Shape.HOST, "Where messages are sent to."),
                from.value("queue_arn", Shape.ARN, "ARN of the queue."),
                from.value("queue_name", Shape.NAME, "Name of the queue, the dimension of its metrics."),
                from.value("dead_letter_queue_arn", Shape.ARN, "Queue of the messages that failed too often."),
                from.value("dead_letter_queue_name", Shape.NAME, "Name of that queue, the dimension of its metrics."));
    }
}
