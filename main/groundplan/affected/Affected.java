package groundplan.affected;

import groundplan.kernel.UnitPath;
import java.util.List;

/**
 * A unit that a change affects.
 *
 * @param unit the unit
 * @param direct whether its own configuration changed, or only what it reads
 * @param reasons why, as texts for people
 */
public record Affected(UnitPath unit, boolean direct, List<String> reasons) {}
