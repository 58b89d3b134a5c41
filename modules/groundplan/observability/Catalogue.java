package groundplan.observability;

import groundplan.ecs.EcsOutputs;
import groundplan.elasticache.ElasticacheOutputs;
import groundplan.observability.Watch.Over;
import groundplan.rds.RdsOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that can be watched: of which metric, and what it means when the metric is silent. */
final class Catalogue {
  /** No traffic, no errors: the metrics of a load balancer stop when nobody asks. */
  private static final String FINE = "notBreaching";
  /** Nothing is known of something that should be there. */
  private static final String ALARMING = "breaching";
  /** Neither: a stopped instance has no figures, and that it stopped is told elsewhere. */
  private static final String UNKNOWN = "missing";

  private Catalogue() {}

  /**
   * A cluster's load balancer and services.
   *
   * @param unit the unit's name in addresses
   */
  static List<Watch> cluster(String unit, EcsOutputs outputs, AlarmSettings alarms) {
    List<Watch> watches = new ArrayList<>();
    if (outputs.loadBalancerArnSuffix() != null) {
      watches.addAll(loadBalancer(unit, outputs, alarms.loadBalancer()));
    }
    new TreeMap<>(outputs.targetGroupArnSuffixes()).forEach((service, group) -> watches.add(Watch.of(
        unit + "_" + word(service) + "_unhealthy_targets", "targets of service " + service + " that fail their health check",
        alarms.loadBalancer().unhealthyTargets(), Over.EACH_MINUTE, FINE,
        Metrics.balancer(outputs, "UnHealthyHostCount", "Maximum", group))));
    new TreeMap<>(outputs.serviceNames()).forEach((service, name) ->
        watches.addAll(service(unit + "_" + word(service), service, outputs.clusterName(), name, alarms.service())));
    return watches;
  }

  private static List<Watch> loadBalancer(String unit, EcsOutputs outputs, AlarmSettings.LoadBalancer alarms) {
    Metric latency = Metrics.balancer(outputs, "TargetResponseTime", "Average");
    Watch errorRate = new Watch(unit + "_error_rate", "share of requests that end in a 5xx, in percent",
        alarms.errorRatePercent(), false, Over.ALL_MINUTES, FINE,
        Metrics.errorRate(outputs), Metrics.ERROR_RATE);
    return List.of(
        errorRate,
        Watch.of(unit + "_balancer_errors", "errors (5xx) of the load balancer itself", alarms.balancerErrors(),
            Over.ALL_MINUTES, FINE, Metrics.balancer(outputs, "HTTPCode_ELB_5XX_Count", "Sum")),
        Watch.of(unit + "_latency_p95", "response time of the slowest 5 in 100 requests, in seconds",
            alarms.latencyP95Seconds(), Over.ALL_MINUTES, FINE, latency.by("p95")),
        Watch.of(unit + "_latency_average", "average response time, in seconds", alarms.latencyAverageSeconds(),
            Over.ALL_MINUTES, FINE, latency));
  }

  private static List<Watch> service(String prefix, String service, String cluster, String name,
      AlarmSettings.Service alarms) {
    Metric wanted = Metrics.tasks(cluster, name, "DesiredTaskCount");
    Metric running = Metrics.tasks(cluster, name, "RunningTaskCount");
    return List.of(
        // Silence is an alarm here: a service whose tasks nobody counts is not known to run.
        new Watch(prefix + "_missing_tasks", "tasks of service " + service + " that are wanted but do not run",
            alarms.missingTasks(), false, Over.EACH_MINUTE, ALARMING,
            new TreeMap<>(Map.of("wanted", wanted, "running", running)), Watch.terms("gap", "wanted - running")),
        // Application Auto Scaling sends an event only when it reaches the limit: the other steps show in this figure alone.
        new Watch(prefix + "_scaling_steps", "change of the number of tasks wanted of service " + service,
            alarms.scalingSteps(), false, Over.MOMENT, FINE, Map.of("wanted", wanted),
            Watch.terms("steps", "ABS(DIFF(wanted))")),
        Watch.of(prefix + "_cpu", "CPU of service " + service + ", in percent", alarms.cpuPercent(), Over.EACH_MINUTE,
        UNKNOWN,
            Metrics.service(cluster, name, "CPUUtilization")),
        Watch.of(prefix + "_memory", "memory of service " + service + ", in percent", alarms.memoryPercent(),
            Over.EACH_MINUTE, UNKNOWN, Metrics.service(cluster, name, "MemoryUtilization")));
  }

  /** A database. */
  static List<Watch> database(String unit, RdsOutputs outputs, AlarmSettings.Database alarms) {
    String whose = " of database " + unit;
    Metric free = Metrics.database(outputs, "FreeStorageSpace");
    return List.of(
        Watch.of(unit + "_cpu", "CPU" + whose + ", in percent", alarms.cpuPercent(), Over.EACH_MINUTE, UNKNOWN,
            Metrics.database(outputs, "CPUUtilization")),
        // RDS counts free bytes; the disk's size is what the instance says it has, growth by itself included.
        new Watch(unit + "_free_storage", "free share of the disk" + whose + ", in percent", alarms.freeStoragePercent(),
            true,
            Over.EACH_MINUTE, UNKNOWN, Map.of("free", free),
            Watch.terms("share", "100 * free / (" + outputs.allocatedStorageGib() + " * 1073741824)")),
        Watch.of(unit + "_connections", "open connections" + whose, alarms.connections(), Over.EACH_MINUTE, UNKNOWN,
            Metrics.database(outputs, "DatabaseConnections")),
        Watch.of(unit + "_read_latency", "time of a read" + whose + ", in seconds", alarms.readLatencySeconds(),
            Over.ALL_MINUTES, UNKNOWN, Metrics.database(outputs, "ReadLatency")),
        Watch.of(unit + "_write_latency", "time of a write" + whose + ", in seconds", alarms.writeLatencySeconds(),
            Over.ALL_MINUTES, UNKNOWN, Metrics.database(outputs, "WriteLatency")));
  }

  /** A cache: each node by itself, because the primary moves from one to another. */
  static List<Watch> cache(String unit, ElasticacheOutputs outputs, AlarmSettings.Cache alarms) {
    List<Watch> watches = new ArrayList<>();
    new TreeMap<>(outputs.nodeIds()).forEach((node, id) -> {
      String prefix = unit + "_" + word(node);
      String whose = " of " + unit + ", " + node.replace('_', ' ');
      watches.add(Watch.of(prefix + "_memory", "memory" + whose + ", in percent", alarms.memoryPercent(), Over.EACH_MINUTE,
          UNKNOWN, Metrics.node(id, "DatabaseMemoryUsagePercentage", "Average")));
      watches.add(Watch.of(prefix + "_engine_cpu", "CPU of Redis" + whose + ", in percent", alarms.engineCpuPercent(),
          Over.EACH_MINUTE, UNKNOWN, Metrics.node(id, "EngineCPUUtilization", "Average")));
      watches.add(Watch.of(prefix + "_evictions", "keys evicted" + whose, alarms.evictions(), Over.ALL_MINUTES, FINE,
          Metrics.node(id, "Evictions", "Sum")));
    });
    return watches;
  }

  /** The web ACL. */
  static List<Watch> webAcl(String unit, String region, String name, AlarmSettings.WebAcl alarms) {
    return List.of(Watch.of(unit + "_blocked_requests", "requests that the web ACL refuses", alarms.blockedRequests(),
        Over.ALL_MINUTES, FINE, Metrics.webAcl(region, name)));
  }

  /** A name as part of an address. */
  static String word(String name) {
    return name.replace('/', '_').replace('-', '_');
  }
}
