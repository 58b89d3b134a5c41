package groundplan.observability;

import static groundplan.observability.Watch.Silence.ALARMING;
import static groundplan.observability.Watch.Silence.FINE;

import groundplan.ecs.EcsOutputs;
import groundplan.ecs.EcsServiceOutputs;
import groundplan.observability.Watch.Over;
import groundplan.observability.Watch.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The metrics of one service with its own load balancer, in addition to those of all services. */
final class ServiceCatalogue {
    private ServiceCatalogue() {}

    /** The name of the service in graphs and descriptions: the parent folder, if the unit is named after its kind. */
    static String label(String unit) {
        String path = unit.replaceFirst("/ecs-[an]lb-service$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The service of a network load balancer, in the form of a cluster without an application load balancer. */
    static EcsOutputs withoutBalancer(String unit, EcsServiceOutputs outputs) {
        EcsOutputs same = outputs.asCluster(label(unit));
        return new EcsOutputs(
                same.clusterName(),
                same.clusterArn(),
                null,
                null,
                null,
                same.serviceNames(),
                Map.of(),
                same.logGroupNames(),
                same.taskRoleArns(),
                same.executionRoleArns(),
                same.ownTaskFamilies());
    }

    /**
     * The alternating target groups of blue/green deployments: the one without tasks has no data, so the sum is that of
     * the other.
     */
    static List<Watch> takingTurns(
            String unit, String name, EcsServiceOutputs outputs, AlarmSettings.LoadBalancer alarms) {
        List<Watch> watches = new ArrayList<>();
        outputs.greenTargetGroupArnSuffix().ifPresent(green -> {
            EcsOutputs balancer = outputs.asCluster(name);
            String of = "targets of service " + name;
            watches.add(new Watch(
                    unit + "_unhealthy_targets",
                    of + " that fail their health check",
                    alarms.unhealthyTargets(),
                    Side.ABOVE,
                    Over.EACH_MINUTE,
                    FINE,
                    turns(balancer, "UnHealthyHostCount", "Maximum", outputs, green),
                    Watch.terms("sum", "FILL(blue, 0) + FILL(green, 0)")));
            watches.add(new Watch(
                    unit + "_healthy_targets",
                    of + " that pass their health check",
                    alarms.healthyTargets(),
                    Side.BELOW,
                    Over.EACH_MINUTE,
                    ALARMING,
                    turns(balancer, "HealthyHostCount", "Minimum", outputs, green),
                    Watch.terms("sum", "FILL(blue, 0) + FILL(green, 0)")));
        });
        return watches;
    }

    private static Map<String, Metric> turns(
            EcsOutputs balancer, String figure, String statistic, EcsServiceOutputs outputs, String green) {
        return new TreeMap<>(Map.of(
                "blue", Metrics.balancer(balancer, figure, statistic, outputs.targetGroupArnSuffix()),
                "green", Metrics.balancer(balancer, figure, statistic, green)));
    }

    /** A network load balancer, which has metrics of connections, not of requests. */
    static List<Watch> network(String unit, String name, EcsServiceOutputs outputs, AlarmSettings.LoadBalancer alarms) {
        String of = "targets of service " + name;
        return List.of(
                Watch.of(
                        unit + "_unhealthy_targets",
                        of + " that fail their health check",
                        alarms.unhealthyTargets(),
                        Over.EACH_MINUTE,
                        FINE,
                        networkTargets(outputs, "UnHealthyHostCount", "Maximum")),
                Watch.of(
                                unit + "_healthy_targets",
                                of + " that pass their health check",
                                alarms.healthyTargets(),
                                Over.EACH_MINUTE,
                                ALARMING,
                                networkTargets(outputs, "HealthyHostCount", "Minimum"))
                        .on(Side.BELOW));
    }

    /** A metric of a network load balancer's targets. */
    private static Metric networkTargets(EcsServiceOutputs outputs, String name, String statistic) {
        return Metric.of(
                "AWS/NetworkELB",
                name,
                statistic,
                Map.of("LoadBalancer", outputs.loadBalancerArnSuffix(), "TargetGroup", outputs.targetGroupArnSuffix()));
    }

    /** A metric of a network load balancer. */
    static Metric network(EcsServiceOutputs outputs, String name, String statistic) {
        return Metric.of("AWS/NetworkELB", name, statistic, Map.of("LoadBalancer", outputs.loadBalancerArnSuffix()));
    }
}
