package groundplan.apply;

import java.util.List;

/**
 * What became of an apply.
 *
 * @param outcomes each unit's end
 * @param problems what could not be done afterwards, such as to give the lock back; empty when all is in order
 */
public record ApplyResult(List<Outcome> outcomes, List<String> problems) {
    /** Whether all that was approved is done. */
    public boolean applied() {
        return outcomes.stream().allMatch(Outcome::well);
    }
}
