package groundplan.observability;

import groundplan.cloudfront.CloudfrontOutputs;
import groundplan.ecs.EcsOutputs;
import groundplan.rds.Engine;
import groundplan.rds.RdsOutputs;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The CloudWatch metrics of what the unit monitors. */
final class Metrics {
    /**
     * The share of failed requests, in percent. A request that never reached a target is counted among the errors only,
     * so without any targets the errors themselves are the total.
     */
    static final Map<String, String> ERROR_RATE = Watch.terms(
            "served", "FILL(requests, 0)",
            "failed", "FILL(target_errors, 0) + FILL(balancer_errors, 0)",
            "rate", "100 * failed / IF(served > failed, served, failed)");

    /** The share of requests that never reached a target, in percent. */
    static final Map<String, String> CONNECTION_ERRORS = Watch.terms(
            "served", "FILL(requests, 0)",
            "failed", "FILL(refused, 0) + FILL(untrusted, 0)",
            "rate", "100 * failed / IF(served > failed, served, failed)");

    private static final String COUNTER = "DB_PERF_INSIGHTS(";

    private Metrics() {}

    static Metric balancer(EcsOutputs outputs, String name, String statistic) {
        return Metric.of(
                "AWS/ApplicationELB", name, statistic, Map.of("LoadBalancer", outputs.loadBalancerArnSuffix()));
    }

    static Metric balancer(EcsOutputs outputs, String name, String statistic, String targetGroup) {
        return Metric.of(
                "AWS/ApplicationELB",
                name,
                statistic,
                Map.of("LoadBalancer", outputs.loadBalancerArnSuffix(), "TargetGroup", targetGroup));
    }

    /** The metrics of {@link #ERROR_RATE}. */
    static Map<String, Metric> errorRate(EcsOutputs outputs) {
        return new TreeMap<>(Map.of(
                "requests", balancer(outputs, "RequestCount", "Sum"),
                "target_errors", balancer(outputs, "HTTPCode_Target_5XX_Count", "Sum"),
                "balancer_errors", balancer(outputs, "HTTPCode_ELB_5XX_Count", "Sum")));
    }

    /** The metrics of {@link #CONNECTION_ERRORS}. */
    static Map<String, Metric> connectionErrors(EcsOutputs outputs) {
        return new TreeMap<>(Map.of(
                "requests", balancer(outputs, "RequestCount", "Sum"),
                "refused", balancer(outputs, "TargetConnectionErrorCount", "Sum"),
                "untrusted", balancer(outputs, "TargetTLSNegotiationErrorCount", "Sum")));
    }

    static Metric service(String cluster, String service, String name) {
        return Metric.of("AWS/ECS", name, "Average", Map.of("ClusterName", cluster, "ServiceName", service));
    }

    /** A metric of Container Insights, which the cluster has enabled. */
    static Metric tasks(String cluster, String service, String name) {
        return Metric.of(
                "ECS/ContainerInsights", name, "Average", Map.of("ClusterName", cluster, "ServiceName", service));
    }

    /** A metric of a database on an instance. */
    static Metric database(RdsOutputs outputs, String name) {
        return instance(outputs.identifier(), name);
    }

    /** A metric of a database on a cluster. */
    static Metric cluster(RdsOutputs outputs, String name, String statistic) {
        return Metric.of("AWS/RDS", name, statistic, Map.of("DBClusterIdentifier", outputs.identifier()));
    }

    /** A metric of an instance: a database, one of its read replicas, one of a cluster. */
    static Metric instance(String identifier, String name) {
        return Metric.of("AWS/RDS", name, "Average", Map.of("DBInstanceIdentifier", identifier));
    }

    /** An expression for a database counter of Performance Insights, such as {@code db.User.max_connections}. */
    static String counter(RdsOutputs outputs, String name) {
        return COUNTER + "'RDS', '" + outputs.resourceId() + "', '" + name + ".avg')";
    }

    /** Whether an expression is such a counter. */
    static boolean isCounter(String formula) {
        return formula.startsWith(COUNTER);
    }

    /**
     * Open connections, in percent of the maximum, over the metric {@code open}; absent if neither the parameters nor
     * Performance Insights provide the maximum.
     */
    static Optional<Map<String, String>> connectionShare(RdsOutputs outputs) {
        return outputs.maxConnections()
                .map(most -> Watch.terms("share", "100 * open / " + most))
                // It depends on the instance's memory; only the database itself knows the exact number.
                .or(() -> onlyPostgres(
                        outputs,
                        Watch.terms(
                                "most", counter(outputs, "db.User.max_connections"), "share", "100 * open / most")));
    }

    /** The average query time in seconds, where the database counts it, in milliseconds. */
    static Optional<Map<String, String>> querySeconds(RdsOutputs outputs) {
        return onlyPostgres(
                outputs,
                Watch.terms(
                        "spent",
                        counter(outputs, "db.SQL.total_query_time"),
                        "finished",
                        counter(outputs, "db.SQL.queries_finished"),
                        "average",
                        "spent / finished / 1000"));
    }

    /** These counters exist for PostgreSQL on an instance only. */
    private static Optional<Map<String, String>> onlyPostgres(RdsOutputs outputs, Map<String, String> terms) {
        return outputs.engine() == Engine.POSTGRES ? Optional.of(terms) : Optional.empty();
    }

    static Metric node(String id, String name, String statistic) {
        return Metric.of("AWS/ElastiCache", name, statistic, Map.of("CacheClusterId", id));
    }

    static Metric distribution(CloudfrontOutputs outputs, String name, String statistic) {
        return Metric.of(
                "AWS/CloudFront",
                name,
                statistic,
                Map.of("DistributionId", outputs.distributionId(), "Region", "Global"));
    }

    static Metric webAcl(String region, String name) {
        return Metric.of(
                "AWS/WAFV2", "BlockedRequests", "Sum", Map.of("WebACL", name, "Region", region, "Rule", "ALL"));
    }
}
