package groundplan.references;

import groundplan.kernel.UnitPath;
import java.util.List;

/**
 * An output of another unit.
 *
 * @param unit the unit that publishes it
 * @param output its name
 * @param keys its keys if it is a map; empty for a single value
 */
public record OutputReference(UnitPath unit, String output, List<String> keys) {
    public OutputReference {
        keys = List.copyOf(keys);
    }
}
