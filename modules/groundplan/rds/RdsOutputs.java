package groundplan.rds;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a database publishes.
 *
 * @param host the name that clients connect to
 * @param port its TCP port
 * @param databaseName the database inside it
 * @param masterSecretArn the secret in which RDS keeps and rotates the master user's password
 * @param securityGroupId the group in front of it: a client's unit adds the rule that lets the client in
 * @param identifier the instance's name, the dimension of its metrics
 * @param resourceId the id in the ARN of an IAM database user: {@code ...:dbuser:<resource id>/<user>}
 * @param allocatedStorageGib the size of its disk in GiB as it is now, however it came to it
 * @param readerHosts the names that clients connect to who only read, by read replica
 * @param replicaIdentifiers the replicas' names, the dimension of their metrics, by read replica
 * @param maxConnections how many connections the instance takes at once; absent when its parameters leave that to its memory
 */
public record RdsOutputs(
    String host,
    String port,
    String databaseName,
    String masterSecretArn,
    String securityGroupId,
    String identifier,
    String resourceId,
    String allocatedStorageGib,
    Map<String, String> readerHosts,
    Map<String, String> replicaIdentifiers,
    Optional<String> maxConnections) {

  static RdsOutputs of(RdsSettings settings, OutputSource from) {
    Set<String> replicas = settings.database().readReplicas().keySet();
    return new RdsOutputs(
        from.value("host", Shape.HOST, "Name that clients connect to."),
        from.value("port", Shape.PORT, "TCP port."),
        from.value("database_name", Shape.NAME, "Database inside the instance."),
        from.value("master_secret_arn", Shape.SECRET_ARN, "Secret with the master user's password."),
        from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Group in front of the database."),
        from.value("identifier", Shape.NAME, "Name of the instance, the dimension of its metrics."),
        from.value("resource_id", Shape.RESOURCE_ID, "Id in the ARNs of its IAM users."),
        from.value("allocated_storage_gib", Shape.GIBIBYTES, "Size of its disk in GiB."),
        from.values("reader_hosts", replicas, Shape.HOST, "Names that clients connect to who only read."),
        from.values("replica_identifiers", replicas, Shape.NAME, "Names of the replicas, the dimension of their metrics."),
        settings.database().maxConnections().map(given ->
            from.value("max_connections", Shape.COUNT, "Connections that the instance takes at once.")));
  }
}
