package groundplan.elasticache;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import groundplan.kernel.UnitContext;
import groundplan.parts.CacheUser;
import java.util.Map;
import java.util.Optional;

/**
 * What a Redis cache publishes.
 *
 * @param primaryEndpoint the name that clients connect to, with TLS: the primary node's, or the cluster's in cluster mode
 * @param port its TCP port
 * @param securityGroupId the group in front of it: a client's unit adds the rule that lets the client in
 * @param replicationGroupId its name, the beginning of its nodes' metric dimensions
 * @param userArn the user of Redis that clients sign in as
 * @param userName that user's name
 * @param replicationGroupArn the group's ARN; {@code elasticache:Connect} is needed on it and on the user's
 * @param nodeIds by node, such as {@code node_1} or {@code shard_1_node_2}: the dimension of its metrics
 * @param passwordUserId the id of the clients' user where it signs in with a password, which another unit's function sets;
 *     absent where IAM lets it in
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
                from.value("primary_endpoint", Shape.HOST, "Name that clients connect to, with TLS."),
                from.value("port", Shape.PORT, "TCP port."),
                from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Group in front of the cache."),
                from.value("replication_group_id", Shape.NAME, "Name of the replication group."),
                from.value(
                        "user_arn",
                        Shape.ARN,
                        "User of Redis that clients sign in as, with "
                                + (settings.engine().password() ? "a password." : "IAM.")),
                from.value("user_name", Shape.NAME, "That user's name."),
                from.value("replication_group_arn", Shape.ARN, "The replication group, for elasticache:Connect."),
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
     * The user whose password the reader sets.
     *
     * @param reader the unit that does
     * @param unit how its settings name the cache
     * @throws IllegalArgumentException when clients sign in through IAM
     */
    public CacheUser passwordUser(UnitContext reader, String unit) {
        String id = passwordUserId.orElseThrow(
                () -> new IllegalArgumentException(reader.path() + " sets the password of cache '" + unit
                        + "', which lets clients in through IAM; it needs engine.authentication: password"));
        return new CacheUser(unit, id, userArn, primaryEndpoint, port, securityGroupId);
    }
}
