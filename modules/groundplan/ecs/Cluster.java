package groundplan.ecs;

import com.hashicorp.cdktf.providers.aws.ecs_cluster.EcsCluster;
import com.hashicorp.cdktf.providers.aws.ecs_cluster.EcsClusterConfiguration;
import com.hashicorp.cdktf.providers.aws.ecs_cluster.EcsClusterConfigurationExecuteCommandConfiguration;
import com.hashicorp.cdktf.providers.aws.ecs_cluster.EcsClusterConfigurationExecuteCommandConfigurationLogConfiguration;
import com.hashicorp.cdktf.providers.aws.ecs_cluster.EcsClusterSetting;
import com.hashicorp.cdktf.providers.aws.ecs_cluster_capacity_providers.EcsClusterCapacityProviders;
import groundplan.kms.KmsOutputs;
import groundplan.parts.LogGroup;
import groundplan.parts.Statement;
import java.util.List;

/** The cluster: its metrics, the record of commands executed in its containers, and where its tasks may run. */
final class Cluster {
  private final EcsCluster cluster;
  private final EcsClusterCapacityProviders capacity;
  private final LogGroup commands;
  private final String keyArn;

  Cluster(EcsUnit unit, EcsSettings.Cluster settings, KmsOutputs keys) {
    String name = unit.clusterName();
    this.keyArn = keys.dataKeyArn();
    this.commands = new LogGroup(unit, "execute_command", "/ecs/" + name + "/execute-command",
        settings.logRetentionInDays(), keys.logsKeyArn());
    this.cluster = unit.add("main", (scope, id) -> EcsCluster.Builder.create(scope, id).name(name)
        .setting(List.of(EcsClusterSetting.builder().name("containerInsights").value(settings.containerInsights()).build()))
        .configuration(EcsClusterConfiguration.builder().executeCommandConfiguration(
            EcsClusterConfigurationExecuteCommandConfiguration.builder().kmsKeyId(keyArn).logging("OVERRIDE")
                .logConfiguration(EcsClusterConfigurationExecuteCommandConfigurationLogConfiguration.builder()
                    .cloudWatchEncryptionEnabled(true).cloudWatchLogGroupName(commands.name()).build())
                .build()).build())
        .build());
    this.capacity = unit.add("main", (scope, id) -> EcsClusterCapacityProviders.Builder.create(scope, id)
        .clusterName(cluster.getName()).capacityProviders(List.of("FARGATE", "FARGATE_SPOT")).build());
  }

  String name() {
    return cluster.getName();
  }

  String arn() {
    return cluster.getArn();
  }

  /** What must be there before a service can say where its tasks run. */
  EcsClusterCapacityProviders capacity() {
    return capacity;
  }

  /** What a task needs so that commands can be executed in it, and recorded. */
  List<Statement> executeCommand() {
    return List.of(
        // Session channels and the list of log groups have no ARN to be limited to.
        Statement.allow("Session", "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel", "logs:DescribeLogGroups").on("*"),
        Statement.allow("SessionRecord", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents")
            .on(commands.arn() + ":*"),
        Statement.allow("SessionKey", "kms:Decrypt").on(keyArn));
  }
}
