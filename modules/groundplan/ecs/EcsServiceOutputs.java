package groundplan.ecs;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;
import java.util.Optional;

/**
 * The outputs of one service with a load balancer of its own, of either type.
 *
 * @param clusterName the name of its cluster, as in metric dimensions
 * @param clusterArn the ARN of its cluster
 * @param serviceName the service's name, as in its metrics' dimensions
 * @param logGroupName the log group of its containers
 * @param securityGroupId the security group of its tasks
 * @param loadBalancerArn the load balancer's ARN
 * @param loadBalancerArnSuffix the load balancer, as in its metrics' dimensions
 * @param loadBalancerDnsName the DNS name of the load balancer
 * @param loadBalancerZoneId the hosted zone of that name, for alias records
 * @param targetGroupArnSuffix its target group, as in its metrics' dimensions; with blue/green deployments, the blue
 *     one
 * @param greenTargetGroupArnSuffix the green target group, which alternates with it
 * @param taskFamily its task definition family
 * @param taskRoleArn the role of its code
 * @param executionRoleArn the role that starts its tasks; deploying the service requires iam:PassRole on both
 * @param deploymentName the name of its CodeDeploy application and deployment group; absent with rolling updates
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
     * The same outputs in the form of a cluster with this one service. Alternating target groups are left out: neither
     * alone shows the health of the service.
     *
     * @param name the name of the service in that form
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

    /** @param blueGreen whether it has blue/green deployments */
    static EcsServiceOutputs of(boolean blueGreen, OutputSource from) {
        return new EcsServiceOutputs(
                from.value("cluster_name", Shape.NAME, "Name of its cluster."),
                from.value("cluster_arn", Shape.CLUSTER_ARN, "ARN of its cluster."),
                from.value("service_name", Shape.NAME, "Name of the service."),
                from.value("log_group_name", Shape.NAME, "Log group of its containers."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Id of its tasks' security group."),
                from.value("load_balancer_arn", Shape.ARN, "ARN of the load balancer."),
                from.value(
                        "load_balancer_arn_suffix",
                        Shape.LOAD_BALANCER_ARN_SUFFIX,
                        "ARN suffix of the load balancer, as in its metrics' dimensions."),
                from.value("load_balancer_dns_name", Shape.HOST, "DNS name of the load balancer."),
                from.value(
                        "load_balancer_zone_id", Shape.HOSTED_ZONE_ID, "Hosted zone of that name, for alias records."),
                from.value(
                        "target_group_arn_suffix",
                        Shape.TARGET_GROUP_ARN_SUFFIX,
                        "ARN suffix of its target group, as in metric dimensions."),
                blueGreen
                        ? Optional.of(from.value(
                                "green_target_group_arn_suffix",
                                Shape.TARGET_GROUP_ARN_SUFFIX,
                                "ARN suffix of the green target group, as in metric dimensions."))
                        : Optional.empty(),
                from.value("task_family", Shape.NAME, "Family of its task definitions."),
                from.value("task_role_arn", Shape.ROLE_ARN, "ARN of its task role."),
                from.value("execution_role_arn", Shape.ROLE_ARN, "ARN of its execution role."),
                blueGreen
                        ? Optional.of(from.value(
                                "deployment_name",
                                Shape.NAME,
                                "Name of its CodeDeploy application and deployment group."))
                        : Optional.empty());
    }
}
