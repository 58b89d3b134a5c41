package groundplan.ecs;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;
import java.util.Optional;

/**
 * What one service with a load balancer of its own publishes, whichever sort of load balancer it is.
 *
 * @param clusterName the cluster it runs in, as metrics carry it
 * @param clusterArn the cluster it runs in
 * @param serviceName the service, as its metrics carry it
 * @param logGroupName what its containers say
 * @param securityGroupId the group of its tasks
 * @param loadBalancerArn the load balancer
 * @param loadBalancerArnSuffix the load balancer, as its metrics carry it
 * @param loadBalancerDnsName where the load balancer answers
 * @param loadBalancerZoneId the zone of that name, for alias records
 * @param targetGroupArnSuffix its tasks, as metrics carry them; with blue and green, those that it began with
 * @param greenTargetGroupArnSuffix the other tasks, which take turns with those
 * @param taskFamily what its task definitions are called
 * @param taskRoleArn what its code runs as
 * @param executionRoleArn what starts its tasks; who deploys the service passes both on
 * @param deploymentName what CodeDeploy knows it as, application and deployment group alike; absent where ECS replaces tasks
 */
public record EcsServiceOutputs(
        String clusterName,
        String clusterArn,
        String serviceName,
        String logGroupName,
        String securityGroupId,
        String loadBalancerArn,
        String loadBalancerArnSuffix,
        String loadBalancerDnsName,
        String loadBalancerZoneId,
        String targetGroupArnSuffix,
        Optional<String> greenTargetGroupArnSuffix,
        String taskFamily,
        String taskRoleArn,
        String executionRoleArn,
        Optional<String> deploymentName) {

    /**
     * The same as a cluster with this one service publishes it. Target groups that take turns are left out: neither of them
     * alone says how the service is.
     *
     * @param name what the service is called there
     */
    public EcsOutputs asCluster(String name) {
        return new EcsOutputs(
                clusterName,
                clusterArn,
                loadBalancerArnSuffix,
                loadBalancerDnsName,
                loadBalancerZoneId,
                Map.of(name, serviceName),
                greenTargetGroupArnSuffix.isPresent() ? Map.of() : Map.of(name, targetGroupArnSuffix),
                Map.of(name, logGroupName),
                Map.of(name, taskRoleArn),
                Map.of(name, executionRoleArn),
                Map.of(name, taskFamily));
    }

    /** @param blueGreen whether CodeDeploy deploys it */
    static EcsServiceOutputs of(boolean blueGreen, OutputSource from) {
        return new EcsServiceOutputs(
                from.value("cluster_name", Shape.NAME, "Name of the cluster that it runs in."),
                from.value("cluster_arn", Shape.CLUSTER_ARN, "ARN of that cluster."),
                from.value("service_name", Shape.NAME, "Name of the service."),
                from.value("log_group_name", Shape.NAME, "Log group of its containers."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Group of its tasks."),
                from.value("load_balancer_arn", Shape.ARN, "ARN of the load balancer."),
                from.value(
                        "load_balancer_arn_suffix",
                        Shape.LOAD_BALANCER_ARN_SUFFIX,
                        "The load balancer, as its metrics carry it."),
                from.value("load_balancer_dns_name", Shape.HOST, "Name at which the load balancer answers."),
                from.value("load_balancer_zone_id", Shape.HOSTED_ZONE_ID, "Zone of that name, for alias records."),
                from.value(
                        "target_group_arn_suffix", Shape.TARGET_GROUP_ARN_SUFFIX, "Its tasks, as metrics carry them."),
                blueGreen
                        ? Optional.of(from.value(
                                "green_target_group_arn_suffix",
                                Shape.TARGET_GROUP_ARN_SUFFIX,
                                "The tasks that take turns with those, as metrics carry them."))
                        : Optional.empty(),
                from.value("task_family", Shape.NAME, "Name of its task definitions."),
                from.value("task_role_arn", Shape.ROLE_ARN, "Role of its code."),
                from.value("execution_role_arn", Shape.ROLE_ARN, "Role that starts its tasks."),
                blueGreen
                        ? Optional.of(from.value("deployment_name", Shape.NAME, "What CodeDeploy knows it as."))
                        : Optional.empty());
    }
}
