package groundplan.rds;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

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
 */
public record RdsOutputs(
    String host,
    String port,
    String databaseName,
    String masterSecretArn,
    String securityGroupId,
    String identifier,
    String resourceId,
    String allocatedStorageGib) {

  static RdsOutputs of(RdsSettings settings, OutputSource from) {
    return new RdsOutputs(
        from.value("host", Shape.HOST, "Name that clients connect to."),
        from.value("port", Shape.PORT, "TCP port."),
        from.value("database_name", Shape.NAME, "Database inside the instance."),
        from.value("master_secret_arn", Shape.SECRET_ARN, "Secret with the master user's password."),
        from.value("security_group_id", Shape.SECURITY_GROUP_ID, "Group in front of the database."),
        from.value("identifier", Shape.NAME, "Name of the instance, the dimension of its metrics."),
        from.value("resource_id", Shape.RESOURCE_ID, "Id in the ARNs of its IAM users."),
        from.value("allocated_storage_gib", Shape.GIBIBYTES, "Size of its disk in GiB."));
  }
}
