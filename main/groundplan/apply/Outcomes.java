package groundplan.apply;

import groundplan.kernel.UnitPath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The outcomes of the units so far. Units end in parallel, so access is synchronized. */
final class Outcomes {
    private final Map<UnitPath, Outcome> outcomes = new TreeMap<>();
    private final Consumer<String> progress;

    /** @param progress receives a line for each unit that ends */
    Outcomes(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Records an outcome; that of a retried unit replaces the one before. */
    void end(UnitPath unit, Outcome.End end, String detail) {
        synchronized (outcomes) {
            outcomes.put(unit, new Outcome(unit, end, detail));
        }
        progress.accept(unit + ": " + end.words() + (end == Outcome.End.APPLIED ? ", " + detail : ""));
    }

    /** Records an outcome. */
    void end(UnitPath unit, Outcome outcome) {
        end(unit, outcome.end(), outcome.detail());
    }

    /** The outcome of a unit that has ended. */
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
