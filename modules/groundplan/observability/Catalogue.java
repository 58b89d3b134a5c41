package groundplan.observability;

import static groundplan.observability.Watch.Silence.ALARMING;
import static groundplan.observability.Watch.Silence.FINE;
import static groundplan.observability.Watch.Silence.UNKNOWN;

import groundplan.cloudfront.CloudfrontOutputs;
import groundplan.ecs.EcsOutputs;
import groundplan.elasticache.ElasticacheOutputs;
import groundplan.kernel.TerraformName;
import groundplan.observability.Watch.Over;
import groundplan.observability.Watch.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that can be monitored: the metrics, and how missing data is treated. */
final class Catalogue {
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
        new TreeMap<>(outputs.targetGroupArnSuffixes())
                .forEach((service, group) -> watches.addAll(
                        targets(unit + "_" + word(service), service, outputs, group, alarms.loadBalancer())));
        new TreeMap<>(outputs.serviceNames())
                .forEach((service, name) -> watches.addAll(
                        service(unit + "_" + word(service), service, outputs.clusterName(), name, alarms.service())));
        return watches;
    }

    private static List<Watch> targets(
            String prefix, String service, EcsOutputs outputs, String group, AlarmSettings.LoadBalancer alarms) {
        return List.of(
                Watch.of(
                        prefix + "_unhealthy_targets",
                        "targets of service " + service + " that fail their health check",
                        alarms.unhealthyTargets(),
                        Over.EACH_MINUTE,
                        FINE,
                        Metrics.balancer(outputs, "UnHealthyHostCount", "Maximum", group)),
                // Missing data is breaching here: a target group without targets reports no data.
                Watch.of(
                                prefix + "_healthy_targets",
                                "targets of service " + service + " that pass their health check",
                                alarms.healthyTargets(),
                                Over.EACH_MINUTE,
                                ALARMING,
                                Metrics.balancer(outputs, "HealthyHostCount", "Minimum", group))
                        .on(Side.BELOW));
    }

    private static List<Watch> loadBalancer(String unit, EcsOutputs outputs, AlarmSettings.LoadBalancer alarms) {
        Metric latency = Metrics.balancer(outputs, "TargetResponseTime", "Average");
        Watch errorRate = new Watch(
                unit + "_error_rate",
                "share of requests that end in a 5xx, in percent",
                alarms.errorRatePercent(),
                Side.ABOVE,
                Over.ALL_MINUTES,
                FINE,
                Metrics.errorRate(outputs),
                Metrics.ERROR_RATE);
        Watch connectionErrors = new Watch(
                unit + "_connection_errors",
                "share of requests whose connection to a target failed, in percent",
                alarms.connectionErrorsPercent(),
                Side.ABOVE,
                Over.ALL_MINUTES,
                FINE,
                Metrics.connectionErrors(outputs),
                Metrics.CONNECTION_ERRORS);
        return List.of(
                errorRate,
                connectionErrors,
                Watch.of(
                                unit + "_unusual_requests",
                                "number of requests",
                                alarms.unusualRequests(),
                                Over.ALL_MINUTES,
                                UNKNOWN,
                                Metrics.balancer(outputs, "RequestCount", "Sum"))
                        .on(Side.OUTSIDE),
                Watch.of(
                        unit + "_balancer_errors",
                        "5xx errors of the load balancer itself",
                        alarms.balancerErrors(),
                        Over.ALL_MINUTES,
                        FINE,
                        Metrics.balancer(outputs, "HTTPCode_ELB_5XX_Count", "Sum")),
                Watch.of(
                        unit + "_latency_p95",
                        "response time of the slowest 5 in 100 requests, in seconds",
                        alarms.latencyP95Seconds(),
                        Over.ALL_MINUTES,
                        FINE,
                        latency.by("p95")),
                Watch.of(
                        unit + "_latency_average",
                        "average response time, in seconds",
                        alarms.latencyAverageSeconds(),
                        Over.ALL_MINUTES,
                        FINE,
                        latency));
    }

    private static List<Watch> service(
            String prefix, String service, String cluster, String name, AlarmSettings.Service alarms) {
        Metric wanted = Metrics.tasks(cluster, name, "DesiredTaskCount");
        Metric running = Metrics.tasks(cluster, name, "RunningTaskCount");
        return List.of(
                // Missing data is breaching here: a service without task counts is not known to run.
                new Watch(
                        prefix + "_missing_tasks",
                        "desired tasks of service " + service + " that are not running",
                        alarms.missingTasks(),
                        Side.ABOVE,
                        Over.EACH_MINUTE,
                        ALARMING,
                        new TreeMap<>(Map.of("wanted", wanted, "running", running)),
                        Watch.terms("gap", "wanted - running")),
                // Application Auto Scaling sends an event only when it reaches the limit: other changes are visible in
                // this metric only.
                new Watch(
                        prefix + "_scaling_steps",
                        "change of the desired number of tasks of service " + service,
                        alarms.scalingSteps(),
                        Side.ABOVE,
                        Over.MOMENT,
                        FINE,
                        Map.of("wanted", wanted),
                        Watch.terms("steps", "ABS(DIFF(wanted))")),
                Watch.of(
                        prefix + "_cpu",
                        "CPU of service " + service + ", in percent",
                        alarms.cpuPercent(),
                        Over.EACH_MINUTE,
                        UNKNOWN,
                        Metrics.service(cluster, name, "CPUUtilization")),
                Watch.of(
                        prefix + "_memory",
                        "memory of service " + service + ", in percent",
                        alarms.memoryPercent(),
                        Over.EACH_MINUTE,
                        UNKNOWN,
                        Metrics.service(cluster, name, "MemoryUtilization")),
                new Watch(
                        prefix + "_disk",
                        "disk of service " + service + ", in percent",
                        alarms.diskPercent(),
                        Side.ABOVE,
                        Over.EACH_MINUTE,
                        UNKNOWN,
                        new TreeMap<>(Map.of(
                                "used",
                                Metrics.tasks(cluster, name, "EphemeralStorageUtilized"),
                                "reserved",
                                Metrics.tasks(cluster, name, "EphemeralStorageReserved"))),
                        Watch.terms("share", "100 * used / reserved")));
    }

    /** A cache: each node by itself, because the primary node changes. */
    static List<Watch> cache(String unit, ElasticacheOutputs outputs, AlarmSettings.Cache alarms) {
        List<Watch> watches = new ArrayList<>();
        new TreeMap<>(outputs.nodeIds()).forEach((node, id) -> {
            String prefix = unit + "_" + word(node);
            String whose = " of " + unit + ", " + node.replace('_', ' ');
            watches.add(Watch.of(
                    prefix + "_memory",
                    "memory" + whose + ", in percent",
                    alarms.memoryPercent(),
                    Over.EACH_MINUTE,
                    UNKNOWN,
                    Metrics.node(id, "DatabaseMemoryUsagePercentage", "Average")));
            watches.add(Watch.of(
                    prefix + "_engine_cpu",
                    "CPU of Redis" + whose + ", in percent",
                    alarms.engineCpuPercent(),
                    Over.EACH_MINUTE,
                    UNKNOWN,
                    Metrics.node(id, "EngineCPUUtilization", "Average")));
            watches.add(Watch.of(
                    prefix + "_evictions",
                    "keys evicted" + whose,
                    alarms.evictions(),
                    Over.ALL_MINUTES,
                    FINE,
                    Metrics.node(id, "Evictions", "Sum")));
        });
        return watches;
    }

    /** The web ACL. */
    static List<Watch> webAcl(String unit, String region, String name, AlarmSettings.WebAcl alarms) {
        return List.of(Watch.of(
                unit + "_blocked_requests",
                "requests that the web ACL blocks",
                alarms.blockedRequests(),
                Over.ALL_MINUTES,
                FINE,
                Metrics.webAcl(region, name)));
    }

    /** A distribution. */
    static List<Watch> distribution(String unit, CloudfrontOutputs outputs, AlarmSettings.Distribution alarms) {
        return List.of(Watch.of(
                unit + "_error_rate",
                "share of requests to distribution " + unit + " that end in a 5xx, in percent",
                alarms.errorRatePercent(),
                Over.ALL_MINUTES,
                FINE,
                Metrics.distribution(outputs, "5xxErrorRate", "Average")));
    }

    /** A name as part of a resource name. */
    static String word(String name) {
        return TerraformName.part(name);
    }
}
