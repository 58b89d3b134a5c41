package groundplan.cloudfront;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;
import java.util.Optional;

/**
 * What the distribution publishes.
 *
 * @param distributionId the distribution, as its metrics and invalidations name it
 * @param distributionArn the distribution, for the permission to invalidate it
 * @param domainName where it answers beside its aliases
 * @param bucketNames physical names of its own buckets, by origin
 * @param bucketArns ARNs of its own buckets, by origin
 * @param bucketKeyArn the key of its own buckets, which who fills them needs; absent without buckets
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
                from.value("domain_name", Shape.HOST, "Host at which the distribution answers beside its aliases."),
                from.values(
                        "bucket_names",
                        buckets,
                        Shape.BUCKET_NAME,
                        "Names of the distribution's own buckets, by origin."),
                from.values(
                        "bucket_arns", buckets, Shape.BUCKET_ARN, "ARNs of the distribution's own buckets, by origin."),
                buckets.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                from.value("bucket_key_arn", Shape.KEY_ARN, "Key of the distribution's own buckets.")));
    }
}
