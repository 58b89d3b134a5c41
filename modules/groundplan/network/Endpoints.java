package groundplan.network;

import com.hashicorp.cdktf.providers.aws.route_table.RouteTable;
import com.hashicorp.cdktf.providers.aws.subnet.Subnet;
import com.hashicorp.cdktf.providers.aws.vpc.Vpc;
import com.hashicorp.cdktf.providers.aws.vpc_endpoint.VpcEndpoint;
import com.hashicorp.cdktf.providers.aws.vpc_endpoint_route_table_association.VpcEndpointRouteTableAssociation;
import groundplan.parts.Firewall;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** VPC endpoints: access to AWS's services without leaving the network. */
final class Endpoints {
    private final Map<String, String> interfaceIds = new TreeMap<>();

    /** @param routes the route tables of the gateway endpoints, by name */
    Endpoints(
            NetworkUnit unit,
            NetworkSettings settings,
            Vpc vpc,
            Map<String, Subnet> privateSubnets,
            Map<String, RouteTable> routes) {
        for (String service : settings.gatewayEndpoints()) {
            VpcEndpoint endpoint = unit.add(service, (scope, id) -> VpcEndpoint.Builder.create(scope, id)
                    .vpcId(vpc.getId())
                    .serviceName(service(unit, service))
                    .vpcEndpointType("Gateway")
                    .tags(unit.named(service))
                    .build());
            // One association per table: a table that is destroyed with its zone is disassociated first, where a
            // list would be updated only afterwards.
            routes.forEach((name, table) -> unit.add(
                    service + "_" + name, (scope, id) -> VpcEndpointRouteTableAssociation.Builder.create(scope, id)
                            .vpcEndpointId(endpoint.getId())
                            .routeTableId(table.getId())
                            .build()));
        }
        if (settings.interfaceEndpoints().isEmpty()) {
            return;
        }
        Firewall firewall = new Firewall(unit, "endpoints", vpc.getId(), "Interface endpoints of AWS services")
                .ingress("vpc", settings.cidr(), 443);
        List<String> subnets = settings.endpointZones().stream()
                .map(zone -> privateSubnets.get(zone).getId())
                .toList();
        for (String service : settings.interfaceEndpoints()) {
            String key = NetworkOutputs.key(service);
            VpcEndpoint endpoint = unit.add(key, (scope, id) -> VpcEndpoint.Builder.create(scope, id)
                    .vpcId(vpc.getId())
                    .serviceName(service(unit, service))
                    .vpcEndpointType("Interface")
                    .privateDnsEnabled(true)
                    .subnetIds(subnets)
                    .securityGroupIds(List.of(firewall.id()))
                    .tags(unit.named(service.replace('.', '-')))
                    .build());
            interfaceIds.put(key, endpoint.getId());
        }
    }

    /** The ids of the interface endpoints, by service. */
    Map<String, String> interfaceIds() {
        return interfaceIds;
    }

    private static String service(NetworkUnit unit, String service) {
        return "com.amazonaws." + unit.context().region() + "." + service;
    }
}
