package groundplan.apply;

import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What became of the units so far; units of a wave end side by side. */
final class Outcomes {
    private final Map<UnitPath, Outcome> outcomes = new TreeMap<>();
    private final Consumer<String> progress;

    /** @param progress told what ends */
    Outcomes(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Notes an end, the last one of a unit that is tried again. */
    void end(UnitPath unit, Outcome.End end, String detail) {
        synchronized (outcomes) {
            outcomes.put(unit, new Outcome(unit, end, detail));
        }
        progress.accept(unit + ": " + end.words() + (end == Outcome.End.APPLIED ? ", " + detail : ""));
    }

    /** How a unit ended that did end. */
    Outcome of(UnitPath unit) {
        synchronized (outcomes) {
            return outcomes.get(unit);
        }
    }

    /** All, by unit. */
    List<Outcome> all() {
        synchronized (outcomes) {
            return List.copyOf(outcomes.values());
        }
    }
}
