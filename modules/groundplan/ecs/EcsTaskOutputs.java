package groundplan.ecs;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * The outputs of a task that is run on demand.
 *
 * @param clusterName the name of its cluster
 * @param clusterArn the ARN of its cluster
 * @param taskFamily its task definition family
 * @param logGroupName the log group of its container
 * @param securityGroupId its security group
 * @param taskRoleArn the role of its code
 * @param executionRoleArn the role that starts it; running it requires iam:PassRole on both
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
                from.value("cluster_name", Shape.NAME, "Name of its cluster."),
                from.value("cluster_arn", Shape.CLUSTER_ARN, "ARN of its cluster."),
                from.value("task_family", Shape.NAME, "Family of its task definitions."),
                from.value("log_group_name", Shape.NAME, "Log group of its container."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Id of its security group."),
                from.value("task_role_arn", Shape.ROLE_ARN, "ARN of its task role."),
                from.value("execution_role_arn", Shape.ROLE_ARN, "ARN of its execution role."));
    }
}
