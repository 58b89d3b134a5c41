package groundplan.elasticache;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;

/**
 * What a Redis cache publishes.
 *
 * @param primaryEndpoint the name that clients connect to, with TLS: the primary node's, or the cluster's in cluster mode
 * @param port its TCP port
 * @param securityGroupId the group in front of it: a client's unit adds the rule that lets the client in
 * @param replicationGroupId its name, the beginning of its nodes' metric dimensions
 * @param userArn the IAM user of Redis that clients sign in as
 * @param userName that user's name
 * @param replicationGroupArn the group's ARN; {@code elasticache:Connect} is needed on it and on the user's
 * @param nodeIds by node, such as {@code node_1} or {@code shard_1_node_2}: the dimension of its metrics
 */
public record ElasticacheOutputs(
    String primaryEndpoint,
    String port,
    String securityGroupId,
    String replicationGroupId,
    String userArn,
    String userName,
    String replicationGroupArn,
    Map<String, String> nodeIds) {

  static ElasticacheOutputs of(ElasticacheSettings settings, OutputSource from) {
    return new ElasticacheOutputs(
        from.value("primary_endpoint", Shape.HOST, "Name that clients connect to, with TLS."),
        from.value("port", Shape.PORT, "TCP port."),
        from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Group in front of the cache."),
        from.value("replication_group_id", Shape.NAME, "Name of the replication group."),
        from.value("user_arn", Shape.ARN, "User of Redis that clients sign in as, with IAM."),
        from.value("user_name", Shape.NAME, "That user's name."),
        from.value("replication_group_arn", Shape.ARN, "The replication group, for elasticache:Connect."),
        from.values("node_ids", settings.nodes().keySet(), Shape.NAME, "Ids of the nodes, the dimension of their metrics."));
  }
}
