package groundplan.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_log_metric_filter.CloudwatchLogMetricFilter;
import com.hashicorp.cdktf.providers.aws.cloudwatch_log_metric_filter.CloudwatchLogMetricFilterMetricTransformation;
import groundplan.kernel.Unit;
import java.util.Map;

/** Metrics from logs. */
final class LogFilter {
    private LogFilter() {}

    /**
     * Creates {@code aws_cloudwatch_log_metric_filter.<name>}, and returns its metric.
     *
     * @param group the log group
     * @param pattern which lines match
     * @param value the value of a matching line
     * @param statistic the statistic over a minute
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
