package groundplan.network;

import com.hashicorp.cdktf.providers.aws.route_table.RouteTable;
import com.hashicorp.cdktf.providers.aws.subnet.Subnet;
import com.hashicorp.cdktf.providers.aws.vpc.Vpc;
import com.hashicorp.cdktf.providers.aws.vpc_endpoint.VpcEndpoint;
import groundplan.parts.Firewall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ways to AWS's services that do not leave the network. */
final class Endpoints {
  Endpoints(NetworkUnit unit, NetworkSettings settings, Vpc vpc, Map<String, Subnet> privateSubnets,
      Map<String, RouteTable> privateRoutes, RouteTable databaseRoutes) {
    List<String> tables = new ArrayList<>();
    privateRoutes.values().forEach(table -> tables.add(table.getId()));
    tables.add(databaseRoutes.getId());
    for (String service : settings.gatewayEndpoints()) {
      unit.add(service, (scope, id) -> VpcEndpoint.Builder.create(scope, id)
          .vpcId(vpc.getId()).serviceName(service(unit, service)).vpcEndpointType("Gateway")
          .routeTableIds(tables).tags(unit.named(service)).build());
    }
    if (settings.interfaceEndpoints().isEmpty()) {
      return;
    }
    Firewall firewall = new Firewall(unit, "endpoints", vpc.getId(), "Interface endpoints of AWS services")
        .ingress("vpc", settings.cidr(), 443);
    for (String service : settings.interfaceEndpoints()) {
      unit.add(service.replace('.', '_').replace('-', '_'), (scope, id) -> VpcEndpoint.Builder.create(scope, id)
          .vpcId(vpc.getId()).serviceName(service(unit, service)).vpcEndpointType("Interface")
          .privateDnsEnabled(true).subnetIds(privateSubnets.values().stream().map(Subnet::getId).toList())
          .securityGroupIds(List.of(firewall.id())).tags(unit.named(service.replace('.', '-'))).build());
    }
  }

  private static String service(NetworkUnit unit, String service) {
    return "com.amazonaws." + unit.context().region() + "." + service;
  }
}
