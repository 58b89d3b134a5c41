package groundplan.network;

import com.hashicorp.cdktf.providers.aws.eip.Eip;
import com.hashicorp.cdktf.providers.aws.internet_gateway.InternetGateway;
import com.hashicorp.cdktf.providers.aws.nat_gateway.NatGateway;
import com.hashicorp.cdktf.providers.aws.route.Route;
import com.hashicorp.cdktf.providers.aws.route_table.RouteTable;
import com.hashicorp.cdktf.providers.aws.subnet.Subnet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Outbound access of the private subnets to the Internet. */
final class NatGateways {
    private final Map<String, NatGateway> gateways = new TreeMap<>();

    NatGateways(
            NetworkUnit unit,
            NetworkSettings settings,
            Map<String, Subnet> publicSubnets,
            Map<String, RouteTable> privateRoutes,
            InternetGateway internet) {
        List<String> zones = settings.natZones();
        for (String zone : zones) {
            Eip address = unit.add("nat_" + zone, (scope, id) -> Eip.Builder.create(scope, id)
                    .domain("vpc")
                    .tags(unit.named("nat-" + zone))
                    .build());
            gateways.put(zone, unit.add("public_" + zone, (scope, id) -> NatGateway.Builder.create(scope, id)
                    .allocationId(address.getId())
                    .subnetId(publicSubnets.get(zone).getId())
                    .tags(unit.named("nat-" + zone))
                    .dependsOn(List.of(internet))
                    .build()));
        }
        if (!zones.isEmpty()) {
            privateRoutes.forEach(
                    (zone, table) -> unit.add("private_" + zone + "_nat", (scope, id) -> Route.Builder.create(scope, id)
                            .routeTableId(table.getId())
                            .destinationCidrBlock("0.0.0.0/0")
                            .natGatewayId(gateways.getOrDefault(zone, gateways.get(zones.get(0)))
                                    .getId())
                            .build()));
        }
    }

    /** The gateways' ids by zone letter. */
    Map<String, String> ids() {
        Map<String, String> ids = new TreeMap<>();
        gateways.forEach((zone, gateway) -> ids.put(zone, gateway.getId()));
        return ids;
    }
}
