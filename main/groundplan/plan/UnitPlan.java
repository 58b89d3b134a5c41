package groundplan.plan;

import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Optional;

/**
 * What a plan does with one unit.
 *
 * @param unit its path
 * @param removed whether only its state is left: the settings no longer name it
 * @param lineage its state's lineage; absent while it was never applied
 * @param serial its state's serial
 * @param changes what changes, by address
 */
public record UnitPlan(UnitPath unit, boolean removed, Optional<String> lineage, long serial, List<Change> changes) {
  /** How many objects the plan does this with. */
  public long count(Action action) {
    return changes.stream().filter(change -> change.action() == action).count();
  }
}
