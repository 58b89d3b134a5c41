package groundplan.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarm;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarmMetricQuery;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarmMetricQueryMetric;
import groundplan.kernel.Unit;
import groundplan.observability.Watch.Over;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns watches into alarms, one for each severity that has a threshold. */
final class Alarms {
  private static final int MINUTE = 60;

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
          .comparisonOperator(watch.falling() ? "LessThanThreshold" : "GreaterThanThreshold")
          .threshold(figure)
          .evaluationPeriods(each ? minutes : 1)
          .datapointsToAlarm(each ? minutes : 1)
          .treatMissingData(watch.silence())
          .actionsEnabled(true)
          .alarmActions(topic);
      if (watch.over() != Over.MOMENT) {
        alarm.okActions(topic);
      }
      watch.plain().ifPresentOrElse(metric -> plain(alarm, metric, period), () -> alarm.metricQuery(queries(watch, period)));
      return alarm.build();
    });
  }

  private static void plain(CloudwatchMetricAlarm.Builder alarm, Metric metric, int period) {
    alarm.namespace(metric.namespace()).metricName(metric.name()).dimensions(metric.dimensions()).period(period);
    if (metric.percentile()) {
      // "ignore" would wait for some 200 requests in a period: with little traffic the alarm would never come.
      alarm.extendedStatistic(metric.statistic()).evaluateLowSampleCountPercentiles("evaluate");
    } else {
      alarm.statistic(metric.statistic());
    }
  }

  private static List<CloudwatchMetricAlarmMetricQuery> queries(Watch watch, int period) {
    List<CloudwatchMetricAlarmMetricQuery> queries = new ArrayList<>();
    watch.metrics().forEach((id, metric) -> queries.add(CloudwatchMetricAlarmMetricQuery.builder().id(id).returnData(false)
        .metric(CloudwatchMetricAlarmMetricQueryMetric.builder().namespace(metric.namespace()).metricName(metric.name())
            .dimensions(metric.dimensions()).stat(metric.statistic()).period(period).build())
        .build()));
    List<String> terms = new ArrayList<>(watch.terms().keySet());
    String last = terms.get(terms.size() - 1);
    watch.terms().forEach((id, formula) -> queries.add(CloudwatchMetricAlarmMetricQuery.builder().id(id)
        .expression(formula).label(id).returnData(id.equals(last)).build()));
    return queries;
  }

  private String sentence(Watch watch, double figure, int minutes) {
    String bound = new BigDecimal(Double.toString(figure)).stripTrailingZeros().toPlainString();
    return unit.context().path().system() + " " + unit.context().path().environment() + ": " + watch.sentence() + ", "
        + (watch.falling() ? "below " : "above ") + bound + (watch.over() == Over.EACH_MINUTE ? " for " : " within ")
        + minutes + (minutes == 1 ? " minute" : " minutes");
  }
}
