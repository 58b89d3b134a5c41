package groundplan.elasticache;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import groundplan.parts.CacheUser;
import java.util.Map;
import java.util.Optional;

/**
 * The outputs of a Redis cache.
 *
 * @param primaryEndpoint the host name that clients connect to, with TLS: the primary node's, or the configuration
 *     endpoint in cluster mode
 * @param port its TCP port
 * @param securityGroupId its security group: a client's unit adds the ingress rule for the client
 * @param replicationGroupId its id, the prefix of its nodes' metric dimensions
 * @param userArn the Redis user that clients sign in as
 * @param userName that user's name
 * @param replicationGroupArn the group's ARN; {@code elasticache:Connect} is required on it and on the user's ARN
 * @param nodeIds by node, such as {@code node_1} or {@code shard_1_node_2}: the dimension of its metrics
 * @param passwordUserId the id of the clients' user if it signs in with a password, which another unit's function sets;
 *     absent with IAM authentication
 */
public record ElasticacheOutputs(
        String primaryEndpoint,
        String port,
        String securityGroupId,
        String replicationGroupId,
        String userArn,
        String userName,
        String replicationGroupArn,
        Map<String, String> nodeIds,
        Optional<String> passwordUserId) {

    static ElasticacheOutputs of(ElasticacheSettings settings, OutputSource from) {
        return new ElasticacheOutputs(
                from.value("primary_endpoint", Shape.HOST, "Host name that clients connect to, with TLS."),
                from.value("port", Shape.PORT, "TCP port."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Id of the cache's security group."),
                from.value("replication_group_id", Shape.NAME, "Id of the replication group."),
                from.value(
                        "user_arn",
                        Shape.ARN,
                        "ARN of the Redis user that clients sign in as, with "
                                + (settings.engine().password() ? "a password." : "IAM.")),
                from.value("user_name", Shape.NAME, "That user's name."),
                from.value(
                        "replication_group_arn", Shape.ARN, "ARN of the replication group, for elasticache:Connect."),
                from.values(
                        "node_ids",
                        settings.nodes().keySet(),
                        Shape.NAME,
                        "Ids of the nodes, the dimension of their metrics."),
                settings.engine().password()
                        ? Optional.of(from.value(
                                "password_user_id", Shape.NAME, "Id of the user, whose password another unit sets."))
                        : Optional.empty());
    }

    /**
     * The user whose password the reading unit sets: there is one if clients authenticate with a password.
     *
     * @param unit the name of the cache's unit in the reading unit's settings
     */
    public CacheUser passwordUser(String unit) {
        return new CacheUser(unit, passwordUserId.orElseThrow(), userArn, primaryEndpoint, port, securityGroupId);
    }
}
