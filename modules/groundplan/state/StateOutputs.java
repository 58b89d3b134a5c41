package groundplan.state;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * What the unit of the Terraform states publishes.
 *
 * @param bucketName the bucket that holds the states
 * @param tableName the table that locks them
 */
public record StateOutputs(String bucketName, String tableName) {
    static StateOutputs of(StateSettings settings, OutputSource from) {
        return new StateOutputs(
                from.value("bucket_name", Shape.BUCKET_NAME, "Bucket that holds the states."),
                from.value("table_name", Shape.NAME, "Table that locks the states."));
    }
}
