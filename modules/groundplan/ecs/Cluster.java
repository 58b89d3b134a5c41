package groundplan.ecs;

import com.hashicorp.cdktf.ITerraformDependable;
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
 * The cluster that services run in: one of this unit, or of another.
 *
 * @param name as metrics carry it
 * @param arn its ARN
 * @param commandLogArn where commands executed in its containers are recorded
 * @param keyArn what sessions in containers are encrypted with
 * @param capacity what must be there before a service can say where its tasks run; absent where another unit sees to it
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
     * Creates the cluster: its metrics, the record of commands executed in its containers, and where its tasks may run.
     *
     * @param containerInsights how much it measures
     * @param retentionDays how long commands are kept on record
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
                        .capacityProviders(List.of("FARGATE", "FARGATE_SPOT"))
                        .build());
        return new Cluster(
                cluster.getName(), cluster.getArn(), commands.arn(), keys.dataKeyArn(), Optional.of(capacity));
    }

    /** What a task needs so that commands can be executed in it, and recorded. */
    List<Statement> executeCommand() {
        return List.of(
                // Session channels and the list of log groups have no ARN to be limited to.
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
