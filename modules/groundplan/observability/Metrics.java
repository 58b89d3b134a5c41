package groundplan.observability;

import groundplan.ecs.EcsOutputs;
import groundplan.rds.RdsOutputs;
import java.util.Map;
import java.util.TreeMap;

/** CloudWatch's names for the figures of what the unit watches. */
final class Metrics {
  /**
   * The share of requests that failed, in percent. A request that never reached a target is counted among the errors only,
   * so with all targets gone the errors themselves are the whole.
   */
  static final Map<String, String> ERROR_RATE = Watch.terms(
      "served", "FILL(requests, 0)",
      "failed", "FILL(target_errors, 0) + FILL(balancer_errors, 0)",
      "rate", "100 * failed / IF(served > failed, served, failed)");

  private Metrics() {}

  static Metric balancer(EcsOutputs outputs, String name, String statistic) {
    return Metric.of("AWS/ApplicationELB", name, statistic, Map.of("LoadBalancer", outputs.loadBalancerArnSuffix()));
  }

  static Metric balancer(EcsOutputs outputs, String name, String statistic, String targetGroup) {
    return Metric.of("AWS/ApplicationELB", name, statistic,
        Map.of("LoadBalancer", outputs.loadBalancerArnSuffix(), "TargetGroup", targetGroup));
  }

  /** What {@link #ERROR_RATE} is made of. */
  static Map<String, Metric> errorRate(EcsOutputs outputs) {
    return new TreeMap<>(Map.of(
        "requests", balancer(outputs, "RequestCount", "Sum"),
        "target_errors", balancer(outputs, "HTTPCode_Target_5XX_Count", "Sum"),
        "balancer_errors", balancer(outputs, "HTTPCode_ELB_5XX_Count", "Sum")));
  }

  static Metric service(String cluster, String service, String name) {
    return Metric.of("AWS/ECS", name, "Average", Map.of("ClusterName", cluster, "ServiceName", service));
  }

  /** Of Container Insights, which the cluster has on. */
  static Metric tasks(String cluster, String service, String name) {
    return Metric.of("ECS/ContainerInsights", name, "Average", Map.of("ClusterName", cluster, "ServiceName", service));
  }

  static Metric database(RdsOutputs outputs, String name) {
    return Metric.of("AWS/RDS", name, "Average", Map.of("DBInstanceIdentifier", outputs.identifier()));
  }

  static Metric node(String id, String name, String statistic) {
    return Metric.of("AWS/ElastiCache", name, statistic, Map.of("CacheClusterId", id));
  }

  static Metric webAcl(String region, String name) {
    return Metric.of("AWS/WAFV2", "BlockedRequests", "Sum", Map.of("WebACL", name, "Region", region, "Rule", "ALL"));
  }
}
