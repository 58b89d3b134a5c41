package groundplan.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarm;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarmMetricQuery;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarmMetricQueryMetric;
import groundplan.kernel.Unit;
import groundplan.observability.Watch.Over;
import groundplan.observability.Watch.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Creates the alarms of monitored metrics, one for each severity that has a threshold. */
final class Alarms {
    private static final int MINUTE = 60;
    private static final String USUAL = "usual";

    private final Unit<?> unit;
    private final Map<Severity, Topic> topics;

    Alarms(Unit<?> unit, Map<Severity, Topic> topics) {
        this.unit = unit;
        this.topics = topics;
    }

    void add(List<Watch> watches) {
        for (Watch watch : watches) {
            for (Severity severity : Severity.values()) {
                watch.threshold().of(severity).ifPresent(figure -> add(watch, severity, figure));
            }
        }
    }

    private void add(Watch watch, Severity severity, double figure) {
        String name = watch.name() + "_" + severity.key();
        int minutes = watch.threshold().minutes();
        boolean each = watch.over() == Over.EACH_MINUTE;
        int period = each ? MINUTE : minutes * MINUTE;
        List<String> topic = List.of(topics.get(severity).arn());
        unit.add(name, (scope, id) -> {
            CloudwatchMetricAlarm.Builder alarm = CloudwatchMetricAlarm.Builder.create(scope, id)
                    .alarmName(unit.context().name(name.replace('_', '-')))
                    .alarmDescription(sentence(watch, figure, minutes))
                    .comparisonOperator(operator(watch.side()))
                    .evaluationPeriods(each ? minutes : 1)
                    .datapointsToAlarm(each ? minutes : 1)
                    .treatMissingData(watch.silence().word())
                    .actionsEnabled(true)
                    .alarmActions(topic);
            if (watch.over() != Over.MOMENT) {
                alarm.okActions(topic);
            }
            if (watch.side() == Side.OUTSIDE) {
                alarm.thresholdMetricId(USUAL).metricQuery(band(watch, period, figure));
            } else {
                alarm.threshold(figure);
                watch.plain()
                        .ifPresentOrElse(
                                metric -> plain(alarm, metric, period),
                                () -> alarm.metricQuery(queries(watch, period)));
            }
            return alarm.build();
        });
    }

    private static String operator(Side side) {
        return switch (side) {
            case ABOVE -> "GreaterThanThreshold";
            case BELOW -> "LessThanThreshold";
            case OUTSIDE -> "LessThanLowerOrGreaterThanUpperThreshold";
        };
    }

    private static void plain(CloudwatchMetricAlarm.Builder alarm, Metric metric, int period) {
        alarm.namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(metric.dimensions())
                .period(period);
        if (metric.percentile()) {
            // "ignore" would need some 200 requests in a period: with little traffic the alarm would never go off.
            alarm.extendedStatistic(metric.statistic()).evaluateLowSampleCountPercentiles("evaluate");
        } else {
            alarm.statistic(metric.statistic());
        }
    }

    /** The metric itself, and its anomaly detection band. */
    private static List<CloudwatchMetricAlarmMetricQuery> band(Watch watch, int period, double deviations) {
        String id = watch.metrics().keySet().iterator().next();
        return List.of(
                query(id, watch.metrics().get(id), period, true),
                CloudwatchMetricAlarmMetricQuery.builder()
                        .id(USUAL)
                        .label("usual")
                        .returnData(true)
                        .expression("ANOMALY_DETECTION_BAND(" + id + ", " + number(deviations) + ")")
                        .build());
    }

    private static List<CloudwatchMetricAlarmMetricQuery> queries(Watch watch, int period) {
        List<CloudwatchMetricAlarmMetricQuery> queries = new ArrayList<>();
        watch.metrics().forEach((id, metric) -> queries.add(query(id, metric, period, false)));
        List<String> terms = new ArrayList<>(watch.terms().keySet());
        String last = terms.get(terms.size() - 1);
        watch.terms().forEach((id, formula) -> {
            var query = CloudwatchMetricAlarmMetricQuery.builder()
                    .id(id)
                    .expression(formula)
                    .label(id)
                    .returnData(id.equals(last));
            if (Metrics.isCounter(formula)) {
                // An expression without a metric, so the period has to be set here.
                query.period(period);
            }
            queries.add(query.build());
        });
        return queries;
    }

    private static CloudwatchMetricAlarmMetricQuery query(String id, Metric metric, int period, boolean returned) {
        return CloudwatchMetricAlarmMetricQuery.builder()
                .id(id)
                .returnData(returned)
                .metric(CloudwatchMetricAlarmMetricQueryMetric.builder()
                        .namespace(metric.namespace())
                        .metricName(metric.name())
                        .dimensions(metric.dimensions())
                        .stat(metric.statistic())
                        .period(period)
                        .build())
                .build();
    }

    private String sentence(Watch watch, double figure, int minutes) {
        String bound =
                switch (watch.side()) {
                    case ABOVE -> "above " + number(figure);
                    case BELOW -> "below " + number(figure);
                    case OUTSIDE -> "more than " + number(figure) + " standard deviations from what is usual";
                };
        return unit.context().path().system() + " " + unit.context().path().environment() + ": " + watch.sentence()
                + ", "
                + bound + (watch.over() == Over.EACH_MINUTE ? " for " : " within ")
                + minutes + (minutes == 1 ? " minute" : " minutes");
    }

    private static String number(double figure) {
        return new BigDecimal(Double.toString(figure)).stripTrailingZeros().toPlainString();
    }
}
