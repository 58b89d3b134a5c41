package groundplan.observability;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One metric that is monitored with alarms.
 *
 * @param name unique in the unit; lower-case words joined by {@code _}
 * @param sentence a description of the metric, such as {@code CPU of database rds, in percent}
 * @param threshold the thresholds of its alarms
 * @param side the side of the threshold that is breaching
 * @param over how the threshold's minutes are used
 * @param silence how missing data is treated
 * @param metrics the metrics that the value is calculated from, by id
 * @param terms the expressions over the metrics, by id; the last one is the value. Empty: the only metric is the value
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

    /** Which values are breaching. */
    enum Side {
        /** Above the threshold. */
        ABOVE,
        /** Below the threshold. */
        BELOW,
        /**
         * Farther from the usual value than the threshold, in standard deviations. CloudWatch learns the usual value.
         */
        OUTSIDE
    }

    /** How missing data is treated. */
    enum Silence {
        /** Not breaching: a load balancer reports no metrics without traffic. */
        FINE("notBreaching"),
        /** Breaching: something that should always report does not. */
        ALARMING("breaching"),
        /** Ignored: a stopped instance reports no data, and that it stopped is reported elsewhere. */
        UNKNOWN("missing");

        private final String word;

        Silence(String word) {
            this.word = word;
        }

        /** CloudWatch's value for {@code treat_missing_data}. */
        String word() {
            return word;
        }
    }

    /** How the minutes of a threshold are used. */
    enum Over {
        /** The value of every minute must be breaching. A single outlier causes no alarm. */
        EACH_MINUTE,
        /**
         * The value over all minutes must be breaching. With little traffic, a rate over a single minute is
         * meaningless.
         */
        ALL_MINUTES,
        /** The value over all minutes must be breaching; the end of the alarm is not notified. */
        MOMENT
    }

    /** Monitors a metric without an expression. */
    static Watch of(String name, String sentence, Threshold threshold, Over over, Silence silence, Metric metric) {
        return new Watch(name, sentence, threshold, Side.ABOVE, over, silence, Map.of("figure", metric), Map.of());
    }

    /** The same with another breaching side. */
    Watch on(Side other) {
        return new Watch(name, sentence, threshold, other, over, silence, metrics, terms);
    }

    /** The only metric, when there is no expression. */
    Optional<Metric> plain() {
        return terms.isEmpty() && side != Side.OUTSIDE
                ? Optional.of(metrics.values().iterator().next())
                : Optional.empty();
    }

    /** Expressions in order. */
    static Map<String, String> terms(String... idsAndFormulas) {
        Map<String, String> terms = new LinkedHashMap<>();
        for (int i = 0; i < idsAndFormulas.length; i += 2) {
            terms.put(idsAndFormulas[i], idsAndFormulas[i + 1]);
        }
        return terms;
    }
}
