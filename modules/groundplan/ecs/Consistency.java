package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.TerraformName;
import groundplan.parts.Egress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rules across the services of a cluster, and between them and the cluster. */
final class Consistency {
    private final ServiceGroup serviceGroup;
    private final Check check;

    Consistency(ServiceGroup serviceGroup, Check check) {
        this.serviceGroup = serviceGroup;
        this.check = check;
    }

    /** Checks all of them. */
    void all() {
        serviceGroup.services().keySet().forEach(this::service);
        routing();
        securityGroups();
    }

    /** Checks that what a service refers to exists. */
    private void service(String name) {
        ServiceSettings service = serviceGroup.services().get(name);
        String key = serviceGroup.keys().apply(name);
        check.that(
                !name.equals("load-balancer") && !name.equals("execute-command"),
                key.isEmpty() ? "name" : key.substring(0, key.length() - 1),
                "'" + name + "' is the name of another resource of the cluster; choose another");
        image(key + "image", service.image());
        secrets(key + "container", service.container());
        service.task().sidecars().forEach((sidecar, beside) -> {
            String below = key + "task.sidecars." + sidecar;
            check.that(!sidecar.equals(name), below, "this is the name of the service's own container; choose another");
            image(below + ".image", beside.image());
            secrets(below + ".container", beside.container());
        });
        service.task().tracing().ifPresent(tracing -> image(key + "task.tracing.image", tracing.image()));
        check.that(
                service.connections().buckets().isEmpty()
                        || serviceGroup.units().storage().isPresent(),
                key + "connections.buckets",
                "name the unit with the buckets as storage");
        range(key, service);
        servers(key, name, service);
        variables(key, service);
    }

    private void image(String key, ImageSettings image) {
        check.that(
                image.repository().isEmpty() || serviceGroup.units().ecr().isPresent(),
                key + ".repository",
                "name the unit with the repositories as ecr, or set the image as external");
    }

    private void secrets(String key, ContainerSettings container) {
        check.that(
                container.secrets().isEmpty() || serviceGroup.units().secrets().isPresent(),
                key + ".secrets",
                "name the unit with the secrets as secrets");
    }

    private void range(String key, ServiceSettings service) {
        ScalingSettings scaling = service.scaling();
        scaling.range(serviceGroup.defaults()).ifPresent(range -> {
            int tasks = scaling.tasks(serviceGroup.defaults());
            check.that(
                    range.minCapacity() <= tasks && tasks <= range.maxCapacity(),
                    key + "scaling.desired_count",
                    tasks + " is not between min_capacity " + range.minCapacity() + " and max_capacity "
                            + range.maxCapacity());
            check.that(
                    range.requestsPerTarget().isEmpty() || service.routing().isPresent(),
                    key + "scaling.autoscaling.requests_per_target",
                    "this counts requests of the load balancer, but the service has no routing");
        });
    }

    private void servers(String key, String name, ServiceSettings service) {
        List<String> servers = service.connections().services();
        check.that(
                servers.isEmpty() || serviceGroup.defaults().namespace().isPresent(),
                key + "connections.services",
                "services have no DNS names; set cluster.service_discovery, in a unit with several services");
        for (int i = 0; i < servers.size(); i++) {
            String server = servers.get(i);
            String item = key + "connections.services[" + i + "]";
            check.that(!server.equals(name), item, "a service cannot connect to itself");
            check.that(
                    serviceGroup.services().containsKey(server),
                    item,
                    "there is no service '" + server + "'; there are "
                            + new TreeMap<>(serviceGroup.services()).keySet());
            check.that(
                    !serviceGroup.services().containsKey(server)
                            || serviceGroup.services().get(server).port().isPresent(),
                    item,
                    "service '" + server + "' accepts no connections; set its port");
        }
    }

    private void variables(String key, ServiceSettings service) {
        Map<String, String> given = new HashMap<>();
        ContainerSettings container = service.container();
        container.environment().keySet().forEach(variable -> given.put(variable, "environment." + variable));
        container.secrets().keySet().forEach(variable -> given.put(variable, "secrets." + variable));
        container.parameters().forEach((unit, source) -> source.variables()
                .keySet()
                .forEach(variable -> given.put(variable, "parameters." + unit + ".variables." + variable)));
        Variables.names(service, serviceGroup).stream()
                .filter(given::containsKey)
                .forEach(variable -> check.problem(
                        key + "container." + given.get(variable), "this variable is set by connections; remove it"));
    }

    /** Checks that no listener rule hides another. */
    private void routing() {
        Map<Integer, String> priorities = new HashMap<>();
        Map<String, String> targets = new HashMap<>();
        Map<String, String> hosts = new HashMap<>();
        serviceGroup.routed().forEach((name, service) -> {
            RoutingSettings routing = service.routing().orElseThrow();
            String key = serviceGroup.keys().apply(name) + "routing";
            String other = priorities.putIfAbsent(routing.priority(), name);
            check.that(
                    other == null, key + ".priority", routing.priority() + " is also the priority of '" + other + "'");
            String same = targets.putIfAbsent(routing.hostNames() + " " + routing.pathPatterns(), name);
            check.that(
                    same == null,
                    key,
                    "the hosts and paths are the same as those of '" + same
                            + "'; only one of them would receive requests");
            routing.hostNames().forEach(host -> {
                String called = hosts.putIfAbsent(TerraformName.of(host), host);
                check.that(
                        called == null || called.equals(host),
                        key + ".host_names",
                        TerraformName.clash(host, "'" + called + "' of another service"));
            });
        });
    }

    /** Checks that services with a shared security group have the same egress rules. */
    private void securityGroups() {
        Set<String> taken = new HashSet<>(Set.of("load_balancer"));
        serviceGroup.services().forEach((name, service) -> {
            if (service.connections().securityGroup().isEmpty()) {
                taken.add(ServiceGroup.id(name));
            }
        });
        Map<String, Egress> ways = new HashMap<>();
        new TreeMap<>(serviceGroup.services())
                .forEach(
                        (name, service) -> service.connections().securityGroup().ifPresent(group -> {
                            String key = serviceGroup.keys().apply(name) + "connections.";
                            check.that(
                                    !taken.contains(group),
                                    key + "security_group",
                                    "'" + group + "' is the name of another security group; choose another");
                            service.connections().egress().forEach((way, egress) -> {
                                Egress other = ways.putIfAbsent(group + " " + way, egress);
                                check.that(
                                        other == null || other.equals(egress),
                                        key + "egress." + way,
                                        "this differs from the egress rule of the same name in another service of group '"
                                                + group + "'; choose another name");
                            });
                        }));
    }
}
