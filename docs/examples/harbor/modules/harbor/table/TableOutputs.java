package harbor.table;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * The outputs of a table.
 *
 * @param tableName its name
 * @param tableArn its ARN
 */
public record TableOutputs(String tableName, String tableArn) {
    static TableOutputs of(TableSettings settings, OutputSource from) {
        return new TableOutputs(
                from.value("table_name", Shape.NAME, "Name of the table."),
                from.value("table_arn", Shape.ARN, "ARN of the table."));
    }
}
