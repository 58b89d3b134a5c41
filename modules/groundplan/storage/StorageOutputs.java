package groundplan.storage;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;

/**
 * The outputs of a storage unit.
 *
 * @param bucketArns ARNs of the data buckets, by their name in the settings
 * @param bucketNames physical names of the data buckets, by their name in the settings
 * @param logsBucketName the bucket for the access logs of load balancers and buckets
 */
public record StorageOutputs(Map<String, String> bucketArns, Map<String, String> bucketNames, String logsBucketName) {
    static StorageOutputs of(StorageSettings settings, OutputSource from) {
        return new StorageOutputs(
                from.values("bucket_arns", settings.buckets().keySet(), Shape.BUCKET_ARN, "ARNs of the data buckets."),
                from.values(
                        "bucket_names", settings.buckets().keySet(), Shape.BUCKET_NAME, "Names of the data buckets."),
                from.value(
                        "logs_bucket_name",
                        Shape.BUCKET_NAME,
                        "Name of the bucket for the access logs of load balancers and buckets."));
    }
}
