package groundplan.cloudtrail;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Optional;

/**
 * The outputs of an audit trail.
 *
 * @param trailArn the trail
 * @param logGroupName the log group with its events, for metric filters
 * @param bucketName the bucket with its log files
 * @param topicArn the topic for notifications of new log files; absent when it is disabled
 */
public record CloudtrailOutputs(String trailArn, String logGroupName, String bucketName, Optional<String> topicArn) {
    static CloudtrailOutputs of(CloudtrailSettings settings, OutputSource from) {
        return new CloudtrailOutputs(
                from.value("trail_arn", Shape.ARN, "ARN of the trail."),
                from.value("log_group_name", Shape.NAME, "Log group with the trail's events."),
                from.value("bucket_name", Shape.BUCKET_NAME, "Bucket with the trail's log files."),
                settings.snsTopic()
                        ? Optional.of(from.value(
                                "topic_arn", Shape.TOPIC_ARN, "ARN of the topic for notifications of new log files."))
                        : Optional.empty());
    }
}
