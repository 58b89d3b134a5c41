package groundplan.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_log_metric_filter.CloudwatchLogMetricFilter;
import com.hashicorp.cdktf.providers.aws.cloudwatch_log_metric_filter.CloudwatchLogMetricFilterMetricTransformation;
import groundplan.kernel.Unit;
import java.util.Map;

/** Figures out of logs. */
final class LogFilter {
    private LogFilter() {}

    /**
     * Creates {@code aws_cloudwatch_log_metric_filter.<name>}, and returns the figure that comes of it.
     *
     * @param group the log group
     * @param pattern which lines count
     * @param value what a line adds
     * @param statistic how the figures of a minute become one
     */
    static Metric create(Unit<?> unit, String name, String group, String pattern, String value, String statistic) {
        String namespace =
                unit.context().path().system() + "/" + unit.context().path().environment();
        unit.add(name, (scope, id) -> CloudwatchLogMetricFilter.Builder.create(scope, id)
                .name(unit.context().name(name.replace('_', '-')))
                .logGroupName(group)
                .pattern(pattern)
                .metricTransformation(CloudwatchLogMetricFilterMetricTransformation.builder()
                        .namespace(namespace)
                        .name(name)
                        .value(value)
                        .build())
                .build());
        return Metric.of(namespace, name, statistic, Map.of());
    }
}
