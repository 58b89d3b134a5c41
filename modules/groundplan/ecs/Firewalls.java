package groundplan.ecs;

import groundplan.efs.EfsOutputs;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.parts.Firewall;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The security groups of the services: one for each, or a shared one for all with the same group name. A rule that
 * services of one group have in common is created once per port.
 */
final class Firewalls {
    private final ServiceGroup serviceGroup;
    private final EcsReads reads;
    private final Map<String, Firewall> groups = new TreeMap<>();
    private final Set<String> open = new HashSet<>();

    Firewalls(Unit<?> unit, ServiceGroup serviceGroup, EcsReads reads) {
        this.serviceGroup = serviceGroup;
        this.reads = reads;
        serviceGroup
                .services()
                .forEach((name, service) -> groups.computeIfAbsent(
                        group(name),
                        group -> new Firewall(
                                unit,
                                group,
                                reads.network().vpcId(),
                                service.connections().securityGroup().isPresent()
                                        ? "Tasks of the services that share group " + group
                                        : "Tasks of service " + name)));
        serviceGroup.services().forEach((name, service) -> connect(name, service.connections()));
    }

    /** The security group of a service. */
    Firewall of(String service) {
        return groups.get(group(service));
    }

    /** Allows the load balancer to connect to a service. */
    void admit(Firewall balancer, String service, int port) {
        String target = serviceGroup
                        .services()
                        .get(service)
                        .connections()
                        .securityGroup()
                        .isPresent()
                ? group(service) + "_" + port
                : group(service);
        if (open.add("load_balancer " + target)) {
            balancer.connectTo(target, of(service).id(), String.valueOf(port));
        }
    }

    private void connect(String client, ConnectionsSettings connections) {
        EcsReads.Servers servers = reads.servers();
        connections
                .databases()
                .forEach(unit -> connect(
                        client,
                        word(unit),
                        servers.databases().get(unit).securityGroupId(),
                        servers.databases().get(unit).port()));
        connections
                .caches()
                .forEach(unit -> connect(
                        client,
                        word(unit),
                        servers.caches().get(unit).securityGroupId(),
                        servers.caches().get(unit).port()));
        connections
                .fileSystems()
                .keySet()
                .forEach(unit -> connect(
                        client, word(unit), servers.fileSystems().get(unit).securityGroupId(), EfsOutputs.PORT));
        connections.services().forEach(server -> serviceGroup
                .services()
                .get(server)
                .ports()
                .values()
                .forEach(port ->
                        connect(client, group(server) + "_" + port, of(server).id(), port.toString())));
        connections.egress().forEach((way, egress) -> {
            if (open.add(group(client) + " " + way)) {
                of(client).egress(way, egress.cidr(), egress.port());
            }
        });
    }

    private void connect(String client, String server, String serverGroup, String port) {
        if (open.add(group(client) + " " + server)) {
            of(client).connectTo(server, serverGroup, port);
        }
    }

    private String group(String service) {
        return serviceGroup
                .services()
                .get(service)
                .connections()
                .securityGroup()
                .orElse(ServiceGroup.id(service));
    }

    private static String word(String unitName) {
        return TerraformName.of(unitName);
    }
}
