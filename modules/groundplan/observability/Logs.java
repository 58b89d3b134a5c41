package groundplan.observability;

import groundplan.ecs.EcsOutputs;
import groundplan.kernel.UnitPath;
import groundplan.kernel.Wiring;
import groundplan.observability.ObservabilitySettings.LogMetric;
import groundplan.observability.ObservabilitySettings.ServiceLog;
import groundplan.rds.RdsOutputs;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The log groups that figures are taken from.
 *
 * @param groups their names, by the figure's name
 */
public record Logs(Map<String, String> groups) {
  static Logs of(UnitPath reader, Map<String, LogMetric> metrics, Wiring wiring) {
    Map<String, String> groups = new LinkedHashMap<>();
    metrics.forEach((name, metric) -> {
      metric.service().ifPresent(log -> groups.put(name, service(reader, log, wiring)));
      metric.database().ifPresent(log -> groups.put(name, "/aws/rds/instance/"
          + wiring.outputs(reader, RdsOutputs.class, log.rds()).identifier() + "/" + log.log()));
    });
    return new Logs(groups);
  }

  private static String service(UnitPath reader, ServiceLog log, Wiring wiring) {
    Map<String, String> known = wiring.outputs(reader, EcsOutputs.class, log.ecs()).logGroupNames();
    if (!known.containsKey(log.name())) {
      throw new IllegalArgumentException(reader + " takes figures from the log of service '" + log.name() + "', which "
          + log.ecs() + " does not have; it has " + known.keySet());
    }
    return known.get(log.name());
  }

  String group(String metric) {
    return groups.get(metric);
  }
}
