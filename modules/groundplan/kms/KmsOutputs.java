package groundplan.kms;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * The outputs of a KMS keys' unit.
 *
 * @param dataKeyArn the key of databases, caches, buckets, secrets and images
 * @param logsKeyArn the key of log groups
 * @param notificationsKeyArn the key of topics and queues
 */
public record KmsOutputs(String dataKeyArn, String logsKeyArn, String notificationsKeyArn) {
    static KmsOutputs of(KmsSettings settings, OutputSource from) {
        return new KmsOutputs(
                from.value(
                        "data_key_arn",
                        Shape.KEY_ARN,
                        "ARN of the key of databases, caches, buckets, secrets and images."),
                from.value("logs_key_arn", Shape.KEY_ARN, "ARN of the key of log groups."),
                from.value("notifications_key_arn", Shape.KEY_ARN, "ARN of the key of topics and queues."));
    }
}
