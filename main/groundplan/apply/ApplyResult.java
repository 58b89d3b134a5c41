package groundplan.apply;

import java.util.List;

/**
 * The result of an apply.
 *
 * @param outcomes the outcome of each unit
 * @param problems what failed after the units were applied, such as releasing the lock; empty if nothing did
 */
public record ApplyResult(List<Outcome> outcomes, List<String> problems) {
    /** Whether everything that was approved has been applied. */
    public boolean applied() {
        return outcomes.stream().allMatch(Outcome::well);
    }
}
