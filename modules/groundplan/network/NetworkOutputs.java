package groundplan.network;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.List;
import java.util.Map;

/**
 * What the network publishes.
 *
 * @param vpcId the VPC
 * @param publicSubnetIds by zone letter: for load balancers
 * @param privateSubnetIds by zone letter: for tasks and functions
 * @param databaseSubnetIds by zone letter: for databases and caches
 */
public record NetworkOutputs(
    String vpcId,
    Map<String, String> publicSubnetIds,
    Map<String, String> privateSubnetIds,
    Map<String, String> databaseSubnetIds) {

  static NetworkOutputs of(NetworkSettings settings, OutputSource from) {
    List<String> zones = settings.zones();
    return new NetworkOutputs(
        from.value("vpc_id", Shape.VPC_ID, "Id of the VPC."),
        from.values("public_subnet_ids", zones, Shape.SUBNET_ID, "Ids of the public subnets by zone letter."),
        from.values("private_subnet_ids", zones, Shape.SUBNET_ID, "Ids of the private subnets by zone letter."),
        from.values("database_subnet_ids", zones, Shape.SUBNET_ID, "Ids of the database subnets by zone letter."));
  }
}
