package groundplan.ecs;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the cluster publishes. Without a load balancer its three values are null and no target group is named.
 *
 * @param clusterName the cluster, as its metrics carry it
 * @param clusterArn the cluster
 * @param loadBalancerArnSuffix the load balancer, as its metrics carry it
 * @param loadBalancerDnsName where the load balancer answers
 * @param loadBalancerZoneId the zone of that name, for alias records
 * @param serviceNames by service, as their metrics carry them
 * @param targetGroupArnSuffixes by service behind the load balancer, as their metrics carry them
 * @param logGroupNames by service
 * @param taskRoleArns by service, what its code runs as
 * @param executionRoleArns by service, what starts its tasks; who deploys a service passes both on
 * @param ownTaskFamilies by service, of those whose task definitions are called otherwise than the service
 */
public record EcsOutputs(
        String clusterName,
        String clusterArn,
        String loadBalancerArnSuffix,
        String loadBalancerDnsName,
        String loadBalancerZoneId,
        Map<String, String> serviceNames,
        Map<String, String> targetGroupArnSuffixes,
        Map<String, String> logGroupNames,
        Map<String, String> taskRoleArns,
        Map<String, String> executionRoleArns,
        Map<String, String> ownTaskFamilies) {

    /** What the task definitions of each service are called. */
    public Map<String, String> taskFamilies() {
        Map<String, String> all = new TreeMap<>(serviceNames);
        all.putAll(ownTaskFamilies);
        return all;
    }

    static EcsOutputs of(EcsSettings settings, OutputSource from) {
        boolean balanced = settings.loadBalancer().isPresent();
        return new EcsOutputs(
                from.value("cluster_name", Shape.NAME, "Name of the cluster."),
                from.value("cluster_arn", Shape.CLUSTER_ARN, "ARN of the cluster."),
                balanced
                        ? from.value(
                                "load_balancer_arn_suffix",
                                Shape.LOAD_BALANCER_ARN_SUFFIX,
                                "The load balancer, as its metrics carry it.")
                        : null,
                balanced
                        ? from.value("load_balancer_dns_name", Shape.HOST, "Name at which the load balancer answers.")
                        : null,
                balanced
                        ? from.value(
                                "load_balancer_zone_id", Shape.HOSTED_ZONE_ID, "Zone of that name, for alias records.")
                        : null,
                from.values("service_names", settings.services().keySet(), Shape.NAME, "Names of the services."),
                from.values(
                        "target_group_arn_suffixes",
                        settings.routed().keySet(),
                        Shape.TARGET_GROUP_ARN_SUFFIX,
                        "Target groups of the services behind the load balancer, as their metrics carry them."),
                from.values("log_group_names", settings.services().keySet(), Shape.NAME, "Log groups of the services."),
                from.values(
                        "task_role_arns", settings.services().keySet(), Shape.ROLE_ARN, "Roles of the services' code."),
                from.values(
                        "execution_role_arns",
                        settings.services().keySet(),
                        Shape.ROLE_ARN,
                        "Roles that start their tasks."),
                from.values(
                        "own_task_families",
                        settings.withOwnFamily().keySet(),
                        Shape.NAME,
                        "Names of task definitions that are called otherwise than their service."));
    }
}
