package groundplan.observability;

import groundplan.kernel.Unit;
import groundplan.observability.ObservabilitySettings.CustomMetric;
import groundplan.observability.ObservabilitySettings.LogMetric;
import groundplan.observability.Watch.Over;
import groundplan.observability.Watch.Silence;

/**
 * A metric of the application itself.
 *
 * @param name its name in the settings
 * @param description what it is, with its unit
 * @param metric the CloudWatch metric
 * @param threshold the thresholds of its alarms
 */
record OwnFigure(String name, String description, Metric metric, Threshold threshold) {
    /** A metric that the application sends. */
    static OwnFigure of(String name, CustomMetric given) {
        return new OwnFigure(
                name,
                given.description(),
                Metric.of(given.namespace(), given.metricName(), given.statistic(), given.dimensions()),
                given.threshold());
    }

    /** A metric from a log. */
    static OwnFigure of(Unit<?> unit, String name, LogMetric given, String group) {
        String own = Catalogue.word(name);
        return new OwnFigure(
                name,
                given.description(),
                LogFilter.create(unit, own, group, given.pattern(), given.value(), given.statistic()),
                given.threshold());
    }

    /** Its alarm. Missing data is not breaching: without traffic there is no data. */
    Watch watch() {
        return Watch.of("own_" + Catalogue.word(name), description, threshold, Over.ALL_MINUTES, Silence.FINE, metric);
    }
}
