package groundplan.ecs;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Optional;

/**
 * What a cluster publishes whose services are units of their own.
 *
 * @param clusterName the cluster, as its metrics carry it
 * @param clusterArn the cluster
 * @param commandLogGroupArn where commands that are executed in its containers are recorded
 * @param namespaceId where its services leave their names; absent without names inside the network
 */
public record EcsClusterOutputs(
        String clusterName, String clusterArn, String commandLogGroupArn, Optional<String> namespaceId) {

    static EcsClusterOutputs of(EcsClusterSettings settings, OutputSource from) {
        return new EcsClusterOutputs(
                from.value("cluster_name", Shape.NAME, "Name of the cluster."),
                from.value("cluster_arn", Shape.CLUSTER_ARN, "ARN of the cluster."),
                from.value("command_log_group_arn", Shape.ARN, "Log group of the commands executed in its containers."),
                settings.serviceDiscovery()
                        .map(with -> from.value(
                                "namespace_id", Shape.RESOURCE_ID, "Namespace in which its services are found.")));
    }
}
