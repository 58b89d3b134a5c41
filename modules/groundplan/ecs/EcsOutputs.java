package groundplan.ecs;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outputs of a cluster. Without a load balancer, its three values are null and there are no target groups.
 *
 * @param clusterName the cluster's name, as in its metrics' dimensions
 * @param clusterArn the cluster's ARN
 * @param loadBalancerArnSuffix the load balancer, as in its metrics' dimensions
 * @param loadBalancerDnsName the DNS name of the load balancer
 * @param loadBalancerZoneId the hosted zone of that name, for alias records
 * @param serviceNames by service, as in their metrics' dimensions
 * @param targetGroupArnSuffixes by service behind the load balancer, as in their metrics' dimensions
 * @param logGroupNames by service
 * @param taskRoleArns by service, the role of its code
 * @param executionRoleArns by service, the role that starts its tasks; deploying a service requires iam:PassRole on
 *     both
 * @param ownTaskFamilies by service, only for services whose task definition family differs from the service's name
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

    /** The task definition family of each service. */
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
                                "ARN suffix of the load balancer, as in its metrics' dimensions.")
                        : null,
                balanced ? from.value("load_balancer_dns_name", Shape.HOST, "DNS name of the load balancer.") : null,
                balanced
                        ? from.value(
                                "load_balancer_zone_id",
                                Shape.HOSTED_ZONE_ID,
                                "Hosted zone of that name, for alias records.")
                        : null,
                from.values("service_names", settings.services().keySet(), Shape.NAME, "Names of the services."),
                from.values(
                        "target_group_arn_suffixes",
                        settings.routed().keySet(),
                        Shape.TARGET_GROUP_ARN_SUFFIX,
                        "ARN suffixes of the services' target groups, as in their metrics' dimensions."),
                from.values("log_group_names", settings.services().keySet(), Shape.NAME, "Log groups of the services."),
                from.values(
                        "task_role_arns",
                        settings.services().keySet(),
                        Shape.ROLE_ARN,
                        "ARNs of the services' task roles."),
                from.values(
                        "execution_role_arns",
                        settings.services().keySet(),
                        Shape.ROLE_ARN,
                        "ARNs of the services' execution roles."),
                from.values(
                        "own_task_families",
                        settings.withOwnFamily().keySet(),
                        Shape.NAME,
                        "Task definition families that differ from their service's name."));
    }
}
