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
 * @param falling whether the figure gets worse as it falls
 * @param over how the minutes are meant
 * @param silence what it means that CloudWatch has no figure: {@code breaching}, {@code notBreaching} or {@code missing}
 * @param metrics what the figure is made of, by id
 * @param terms the formulas over the metrics, by id; the last one is the figure. Empty: the only metric is the figure
 */
record Watch(
    String name,
    String sentence,
    Threshold threshold,
    boolean falling,
    Over over,
    String silence,
    Map<String, Metric> metrics,
    Map<String, String> terms) {

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
  static Watch of(String name, String sentence, Threshold threshold, Over over, String silence, Metric metric) {
    return new Watch(name, sentence, threshold, false, over, silence, Map.of("figure", metric), Map.of());
  }

  /** The only metric, when there is no formula. */
  Optional<Metric> plain() {
    return terms.isEmpty() ? Optional.of(metrics.values().iterator().next()) : Optional.empty();
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
