package groundplan.cloudfront;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;
import java.util.Optional;

/**
 * The outputs of a distribution.
 *
 * @param distributionId the distribution's id, for metrics and invalidations
 * @param distributionArn the distribution's ARN, for the permission to create invalidations
 * @param domainName its domain name, in addition to its aliases
 * @param bucketNames physical names of its own buckets, by origin
 * @param bucketArns ARNs of its own buckets, by origin
 * @param bucketKeyArn the key of its own buckets, which writers to them need; absent without buckets
 */
public record CloudfrontOutputs(
        String distributionId,
        String distributionArn,
        String domainName,
        Map<String, String> bucketNames,
        Map<String, String> bucketArns,
        Optional<String> bucketKeyArn) {
    static CloudfrontOutputs of(CloudfrontSettings settings, OutputSource from) {
        var buckets = settings.buckets().keySet();
        return new CloudfrontOutputs(
                from.value("distribution_id", Shape.RESOURCE_ID, "Id of the distribution."),
                from.value("distribution_arn", Shape.ARN, "ARN of the distribution."),
                from.value("domain_name", Shape.HOST, "Domain name of the distribution, in addition to its aliases."),
                from.values(
                        "bucket_names",
                        buckets,
                        Shape.BUCKET_NAME,
                        "Names of the distribution's own buckets, by origin."),
                from.values(
                        "bucket_arns", buckets, Shape.BUCKET_ARN, "ARNs of the distribution's own buckets, by origin."),
                buckets.isEmpty()
                        ? Optional.empty()
                        : Optional.of(from.value(
                                "bucket_key_arn", Shape.KEY_ARN, "ARN of the key of the distribution's own buckets.")));
    }
}
