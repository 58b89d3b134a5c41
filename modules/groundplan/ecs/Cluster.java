package groundplan.ecs;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.ecs_cluster.EcsCluster;
import com.hashicorp.cdktf.providers.aws.ecs_cluster.EcsClusterConfiguration;
import com.hashicorp.cdktf.providers.aws.ecs_cluster.EcsClusterConfigurationExecuteCommandConfiguration;
import com.hashicorp.cdktf.providers.aws.ecs_cluster.EcsClusterConfigurationExecuteCommandConfigurationLogConfiguration;
import com.hashicorp.cdktf.providers.aws.ecs_cluster.EcsClusterSetting;
import com.hashicorp.cdktf.providers.aws.ecs_cluster_capacity_providers.EcsClusterCapacityProviders;
import groundplan.kernel.Unit;
import groundplan.kms.KmsOutputs;
import groundplan.parts.LogGroup;
import groundplan.parts.Statement;
import java.util.List;
import java.util.Optional;

/**
 * The cluster that services run in: this unit's own, or that of another unit.
 *
 * @param name its name, as in its metrics' dimensions
 * @param arn its ARN
 * @param commandLogArn the log group of commands executed in its containers
 * @param keyArn the key that encrypts sessions in its containers
 * @param capacity what must be created before a service can set its capacity providers; absent for another unit's
 *     cluster
 */
record Cluster(String name, String arn, String commandLogArn, String keyArn, Optional<ITerraformDependable> capacity) {
    /** A cluster of another unit. */
    static Cluster of(EcsClusterOutputs cluster, KmsOutputs keys) {
        return new Cluster(
                cluster.clusterName(),
                cluster.clusterArn(),
                cluster.commandLogGroupArn(),
                keys.dataKeyArn(),
                Optional.empty());
    }

    /**
     * Creates the cluster with its metrics, the log of commands executed in its containers, and its capacity providers.
     *
     * @param containerInsights the level of Container Insights
     * @param retentionDays the retention of the command log, in days
     */
    static Cluster create(Unit<?> unit, String name, String containerInsights, int retentionDays, KmsOutputs keys) {
        LogGroup commands = new LogGroup(
                unit, "execute_command", "/ecs/" + name + "/execute-command", retentionDays, keys.logsKeyArn());
        EcsCluster cluster = unit.add("main", (scope, id) -> EcsCluster.Builder.create(scope, id)
                .name(name)
                .setting(List.of(EcsClusterSetting.builder()
                        .name("containerInsights")
                        .value(containerInsights)
                        .build()))
                .configuration(EcsClusterConfiguration.builder()
                        .executeCommandConfiguration(EcsClusterConfigurationExecuteCommandConfiguration.builder()
                                .kmsKeyId(keys.dataKeyArn())
                                .logging("OVERRIDE")
                                .logConfiguration(
                                        EcsClusterConfigurationExecuteCommandConfigurationLogConfiguration.builder()
                                                .cloudWatchEncryptionEnabled(true)
                                                .cloudWatchLogGroupName(commands.name())
                                                .build())
                                .build())
                        .build())
                .build());
        EcsClusterCapacityProviders capacity =
                unit.add("main", (scope, id) -> EcsClusterCapacityProviders.Builder.create(scope, id)
                        .clusterName(cluster.getName())
                        // The id is an ARN here, so the name says nothing of a replacement.
                        .lifecycle(TerraformResourceLifecycle.builder()
                                .replaceTriggeredBy(List.of("aws_ecs_cluster.main.id"))
                                .build())
                        .capacityProviders(List.of("FARGATE", "FARGATE_SPOT"))
                        .build());
        return new Cluster(
                cluster.getName(), cluster.getArn(), commands.arn(), keys.dataKeyArn(), Optional.of(capacity));
    }

    /** The permissions of a task for ECS Exec and its log. */
    List<Statement> executeCommand() {
        return List.of(
                // Session channels and the listing of log groups support no resource ARNs.
                Statement.allow(
                                "Session",
                                "ssmmessages:CreateControlChannel",
                                "ssmmessages:CreateDataChannel",
                                "ssmmessages:OpenControlChannel",
                                "ssmmessages:OpenDataChannel",
                                "logs:DescribeLogGroups")
                        .on("*"),
                Statement.allow("SessionRecord", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents")
                        .on(commandLogArn + ":*"),
                Statement.allow("SessionKey", "kms:Decrypt").on(keyArn));
    }
}
