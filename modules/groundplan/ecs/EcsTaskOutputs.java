package groundplan.ecs;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * What a task that is run once publishes.
 *
 * @param clusterName the cluster it runs in
 * @param clusterArn the cluster it runs in
 * @param taskFamily what its task definitions are called
 * @param logGroupName what its container says
 * @param securityGroupId its group
 * @param taskRoleArn what its code runs as
 * @param executionRoleArn what starts it; who runs it passes both on
 */
public record EcsTaskOutputs(
        String clusterName,
        String clusterArn,
        String taskFamily,
        String logGroupName,
        String securityGroupId,
        String taskRoleArn,
        String executionRoleArn) {

    static EcsTaskOutputs of(EcsTaskSettings settings, OutputSource from) {
        return new EcsTaskOutputs(
                from.value("cluster_name", Shape.NAME, "Name of the cluster that it runs in."),
                from.value("cluster_arn", Shape.CLUSTER_ARN, "ARN of that cluster."),
                from.value("task_family", Shape.NAME, "Name of its task definitions."),
                from.value("log_group_name", Shape.NAME, "Log group of its container."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Its group."),
                from.value("task_role_arn", Shape.ROLE_ARN, "Role of its code."),
                from.value("execution_role_arn", Shape.ROLE_ARN, "Role that starts it."));
    }
}
