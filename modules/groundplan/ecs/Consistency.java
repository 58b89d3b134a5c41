package groundplan.ecs;

import groundplan.kernel.Check;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rules between the services of a cluster, and between them and what the cluster has for them. */
final class Consistency {
  private final EcsSettings settings;
  private final Check check;

  Consistency(EcsSettings settings, Check check) {
    this.settings = settings;
    this.check = check;
  }

  /** What a service asks of the rest must be there. */
  void service(String name) {
    ServiceSettings service = settings.services().get(name);
    String key = "services." + name;
    check.that(!name.equals("load-balancer") && !name.equals("execute-command"), key,
        "'" + name + "' is taken by a part of the cluster; choose another name");
    image(key + ".image", service.image());
    secrets(key + ".container", service.container());
    service.task().sidecars().forEach((sidecar, beside) -> {
      String below = key + ".task.sidecars." + sidecar;
      check.that(!sidecar.equals(name), below, "is the name of the service's own container; choose another");
      image(below + ".image", beside.image());
      secrets(below + ".container", beside.container());
    });
    service.task().tracing().ifPresent(tracing -> image(key + ".task.tracing.image", tracing.image()));
    check.that(service.connections().buckets().isEmpty() || settings.storage().isPresent(), key + ".connections.buckets",
        "name the unit with the buckets as storage");
    check.that(service.routing().isEmpty() || settings.loadBalancer().isPresent(), key + ".routing",
        "there is no load_balancer to route from; add one, or leave the routing out");
    range(key, service);
    servers(key, name, service);
    variables(key, service);
  }

  private void image(String key, ImageSettings image) {
    check.that(image.repository().isEmpty() || settings.ecr().isPresent(), key + ".repository",
        "name the unit with the repositories as ecr, or give the image as external");
  }

  private void secrets(String key, ContainerSettings container) {
    check.that(container.secrets().isEmpty() || settings.secrets().isPresent(), key + ".secrets",
        "name the unit with the secrets as secrets");
  }

  private void range(String key, ServiceSettings service) {
    ScalingSettings scaling = service.scaling();
    scaling.range(settings.cluster()).ifPresent(range -> {
      int tasks = scaling.tasks(settings.cluster());
      check.that(range.minCapacity() <= tasks && tasks <= range.maxCapacity(), key + ".scaling.desired_count",
          tasks + " is not between min_capacity " + range.minCapacity() + " and max_capacity " + range.maxCapacity());
      check.that(range.requestsPerTarget().isEmpty() || service.routing().isPresent(),
          key + ".scaling.autoscaling.requests_per_target",
          "counts requests of the load balancer, and the service has no routing");
    });
  }

  private void servers(String key, String name, ServiceSettings service) {
    List<String> servers = service.connections().services();
    check.that(servers.isEmpty() || settings.cluster().serviceDiscovery().isPresent(), key + ".connections.services",
        "nothing leads to a service by name; give cluster.service_discovery");
    for (int i = 0; i < servers.size(); i++) {
      String server = servers.get(i);
      String item = key + ".connections.services[" + i + "]";
      check.that(!server.equals(name), item, "is the service itself");
      check.that(settings.services().containsKey(server), item,
          "there is no service '" + server + "'; there are " + new TreeMap<>(settings.services()).keySet());
      check.that(!settings.services().containsKey(server) || settings.services().get(server).port().isPresent(), item,
          "service '" + server + "' takes no connections; give it a port");
    }
  }

  private void variables(String key, ServiceSettings service) {
    Map<String, String> given = new HashMap<>();
    ContainerSettings container = service.container();
    container.environment().keySet().forEach(variable -> given.put(variable, "environment." + variable));
    container.secrets().keySet().forEach(variable -> given.put(variable, "secrets." + variable));
    container.parameters().forEach((unit, source) -> source.variables().keySet().forEach(variable ->
        given.put(variable, "parameters." + unit + ".variables." + variable)));
    Variables.names(service, settings).stream().filter(given::containsKey).forEach(variable ->
        check.problem(key + ".container." + given.get(variable), "follows from connections; leave it out"));
  }

  /** No rule of the load balancer hides another. */
  void routing() {
    Map<Integer, String> priorities = new HashMap<>();
    Map<String, String> targets = new HashMap<>();
    settings.routed().forEach((name, service) -> {
      RoutingSettings routing = service.routing().orElseThrow();
      String key = "services." + name + ".routing";
      String other = priorities.putIfAbsent(routing.priority(), name);
      check.that(other == null, key + ".priority", routing.priority() + " is the priority of '" + other + "' too");
      String same = targets.putIfAbsent(routing.hostNames() + " " + routing.pathPatterns(), name);
      check.that(same == null, key, "routes the same hosts and paths as '" + same + "'; only one of them would be reached");
    });
  }

  /** Services in one group have the same ways out. */
  void securityGroups() {
    Set<String> taken = new HashSet<>(Set.of("load_balancer"));
    settings.services().forEach((name, service) -> {
      if (service.connections().securityGroup().isEmpty()) {
        taken.add(EcsUnit.id(name));
      }
    });
    Map<String, ConnectionsSettings.Egress> ways = new HashMap<>();
    new TreeMap<>(settings.services()).forEach((name, service) -> service.connections().securityGroup().ifPresent(group -> {
      String key = "services." + name + ".connections.";
      check.that(!taken.contains(group), key + "security_group", "'" + group + "' is another group's name; choose another");
      service.connections().egress().forEach((way, egress) -> {
        ConnectionsSettings.Egress other = ways.putIfAbsent(group + " " + way, egress);
        check.that(other == null || other.equals(egress), key + "egress." + way,
            "leads elsewhere than in another service of group '" + group + "'; call it otherwise");
      });
    }));
  }
}
