package groundplan.network;

import groundplan.kernel.Check;
import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import groundplan.kernel.TerraformName;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The outputs of a network.
 *
 * @param vpcId the VPC
 * @param cidrBlock the VPC's addresses
 * @param publicSubnetIds by zone letter: for load balancers
 * @param privateSubnetIds by zone letter: for tasks and functions
 * @param databaseSubnetIds by zone letter: for databases and caches; the private ones in a network with two tiers
 * @param natGatewayIds by zone letter; also the dimension of their metrics
 * @param interfaceEndpointIds by service, with {@code _} in place of other characters than letters and digits, such as
 *     {@code ecr_api}
 */
public record NetworkOutputs(
        String vpcId,
        String cidrBlock,
        Map<String, String> publicSubnetIds,
        Map<String, String> privateSubnetIds,
        Map<String, String> databaseSubnetIds,
        Map<String, String> natGatewayIds,
        Map<String, String> interfaceEndpointIds) {

    static NetworkOutputs of(NetworkSettings settings, OutputSource from) {
        List<String> zones = settings.zones();
        return new NetworkOutputs(
                from.value("vpc_id", Shape.VPC_ID, "Id of the VPC."),
                from.value("cidr_block", Shape.CIDR, "CIDR block of the VPC."),
                from.values("public_subnet_ids", zones, Shape.SUBNET_ID, "Ids of the public subnets by zone letter."),
                from.values("private_subnet_ids", zones, Shape.SUBNET_ID, "Ids of the private subnets by zone letter."),
                from.values(
                        "database_subnet_ids", zones, Shape.SUBNET_ID, "Ids of the database subnets by zone letter."),
                from.values(
                        "nat_gateway_ids",
                        settings.natZones(),
                        Shape.RESOURCE_ID,
                        "Ids of the NAT gateways by zone letter."),
                from.values(
                        "interface_endpoint_ids",
                        settings.interfaceEndpoints().stream()
                                .map(NetworkOutputs::key)
                                .toList(),
                        Shape.RESOURCE_ID,
                        "Ids of the interface endpoints by service."));
    }

    /**
     * Those of the given AWS services that the private subnets cannot reach: without NAT gateways, all that have no
     * interface endpoint.
     *
     * @param services by endpoint name, such as {@code ecr.api}
     */
    private List<String> unreachable(Collection<String> services) {
        return natGatewayIds.isEmpty()
                ? services.stream()
                        .filter(service -> !interfaceEndpointIds.containsKey(key(service)))
                        .sorted()
                        .toList()
                : List.of();
    }

    /**
     * Reports services that the private subnets do not reach.
     *
     * @param key the key of the caller
     */
    public void checkReach(String key, Collection<String> services, Check check) {
        List<String> missing = unreachable(services);
        check.that(
                missing.isEmpty(),
                key,
                "calls " + String.join(", ", missing)
                        + (missing.size() == 1 ? ", which is" : ", which are")
                        + " not reachable from a network without NAT gateways; add to the network's interface_endpoints");
    }

    /** A service's name as used in outputs and resource names. */
    static String key(String service) {
        return TerraformName.of(service);
    }
}
