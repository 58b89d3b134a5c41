package groundplan.ecs;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Optional;

/**
 * The outputs of a cluster whose services are separate units.
 *
 * @param clusterName the cluster's name, as in its metrics' dimensions
 * @param clusterArn the cluster's ARN
 * @param commandLogGroupArn the log group of commands executed in its containers
 * @param namespaceId the service discovery namespace of its services; absent without service discovery
 */
public record EcsClusterOutputs(
        String clusterName, String clusterArn, String commandLogGroupArn, Optional<String> namespaceId) {

    static EcsClusterOutputs of(EcsClusterSettings settings, OutputSource from) {
        return new EcsClusterOutputs(
                from.value("cluster_name", Shape.NAME, "Name of the cluster."),
                from.value("cluster_arn", Shape.CLUSTER_ARN, "ARN of the cluster."),
                from.value(
                        "command_log_group_arn",
                        Shape.ARN,
                        "ARN of the log group for commands executed in its containers."),
                settings.serviceDiscovery()
                        .map(with -> from.value(
                                "namespace_id",
                                Shape.RESOURCE_ID,
                                "Id of the service discovery namespace of its services.")));
    }
}
