package groundplan.observability;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One figure that is watched.
 *
 * @param name unique in the unit; lower-case words joined by {@code _}
 * @param sentence what is beyond the threshold, such as {@code CPU of database rds, in percent}
 * @param threshold where it starts to matter
 * @param side on which side of the threshold it matters
 * @param over how the minutes are meant
 * @param silence what it means that CloudWatch has no figure
 * @param metrics what the figure is made of, by id
 * @param terms the formulas over the metrics, by id; the last one is the figure. Empty: the only metric is the figure
 */
record Watch(
        String name,
        String sentence,
        Threshold threshold,
        Side side,
        Over over,
        Silence silence,
        Map<String, Metric> metrics,
        Map<String, String> terms) {

    /** Where a figure is when it matters. */
    enum Side {
        /** Above the threshold. */
        ABOVE,
        /** Below the threshold. */
        BELOW,
        /** Farther from what is usual than the threshold says, in standard deviations. CloudWatch learns what is usual. */
        OUTSIDE
    }

    /** What it means that CloudWatch has no figure. */
    enum Silence {
        /** No traffic, no errors: the metrics of a load balancer stop when nobody asks. */
        FINE("notBreaching"),
        /** Nothing is known of something that should be there. */
        ALARMING("breaching"),
        /** Neither: a stopped instance has no figures, and that it stopped is told elsewhere. */
        UNKNOWN("missing");

        private final String word;

        Silence(String word) {
            this.word = word;
        }

        /** CloudWatch's word for it. */
        String word() {
            return word;
        }
    }

    /** How the minutes of a threshold are meant. */
    enum Over {
        /** In every minute of them. A single outlier is no alarm. */
        EACH_MINUTE,
        /** Once, over all of them. With little traffic, a single minute says nothing of a rate. */
        ALL_MINUTES,
        /** Once, over all of them; that it is over is no news. */
        MOMENT
    }

    /** A watch of a metric as it is. */
    static Watch of(String name, String sentence, Threshold threshold, Over over, Silence silence, Metric metric) {
        return new Watch(name, sentence, threshold, Side.ABOVE, over, silence, Map.of("figure", metric), Map.of());
    }

    /** The same watch on another side of its threshold. */
    Watch on(Side other) {
        return new Watch(name, sentence, threshold, other, over, silence, metrics, terms);
    }

    /** The only metric, when there is no formula to compare. */
    Optional<Metric> plain() {
        return terms.isEmpty() && side != Side.OUTSIDE
                ? Optional.of(metrics.values().iterator().next())
                : Optional.empty();
    }

    /** Formulas in their order. */
    static Map<String, String> terms(String... idsAndFormulas) {
        Map<String, String> terms = new LinkedHashMap<>();
        for (int i = 0; i < idsAndFormulas.length; i += 2) {
            terms.put(idsAndFormulas[i], idsAndFormulas[i + 1]);
        }
        return terms;
    }
}
