package groundplan.state;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * The outputs of a state unit.
 *
 * @param bucketName the bucket with the states
 * @param tableName the table for state locks
 */
public record StateOutputs(String bucketName, String tableName) {
    static StateOutputs of(StateSettings settings, OutputSource from) {
        return new StateOutputs(
                from.value("bucket_name", Shape.BUCKET_NAME, "Name of the bucket with the states."),
                from.value("table_name", Shape.NAME, "Name of the table for state locks."));
    }
}
