package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.RetentionDays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Settings of a Fargate cluster with its services and the load balancer in front of them. */
public record EcsSettings(
    @Setting(value = "Services by name.", min = 1, names = "[a-z][a-z0-9]*(-[a-z0-9]+)*")
        Map<String, ServiceSettings> services,
    @Setting("Load balancer in front of the services that have a routing. Left out: none.")
        Optional<LoadBalancerSettings> loadBalancer,
    @Setting(value = "What holds for the cluster as a whole.", byDefault = "{}") Cluster cluster,
    @Setting(value = "Unit with the network.", byDefault = "network") @Reads("network") String network,
    @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms,
    @Setting("Unit with the image repositories. Left out: all images come from elsewhere.") @Reads("ecr")
        Optional<String> ecr,
    @Setting("Unit with the buckets of the services and of the load balancer's access logs. Left out: there are none.")
        @Reads("storage") Optional<String> storage,
    @Setting("Unit with the secrets. Left out: no service uses one.") @Reads("secrets") Optional<String> secrets)
    implements Checked {

  /** What holds for the cluster as a whole. */
  public record Cluster(
      @Setting(value = "Metrics of services and tasks, or with enhanced those of each container too.",
          byDefault = "enhanced", oneOf = {"enabled", "enhanced"}) String containerInsights,
      @Setting(value = "Days that the record of commands executed in containers is kept.", byDefault = "365", min = 1,
          max = 3653) int executeCommandLogRetentionInDays) implements Checked {
    @Override
    public void check(Check check) {
      RetentionDays.check(executeCommandLogRetentionInDays, "execute_command_log_retention_in_days", check);
    }
  }

  /** The services behind the load balancer. */
  public SortedMap<String, ServiceSettings> routed() {
    SortedMap<String, ServiceSettings> routed = new TreeMap<>(services);
    routed.values().removeIf(service -> service.routing().isEmpty());
    return routed;
  }

  @Override
  public void check(Check check) {
    check.that(loadBalancer.isEmpty() || storage.isPresent(), "load_balancer",
        "its access logs need a bucket: name the unit with the buckets as storage");
    check.that(loadBalancer.isEmpty() || !routed().isEmpty(), "load_balancer",
        "no service has a routing: give one to a service, or leave the load balancer out");
    services.forEach((name, service) -> check(name, service, check));
    checkRouting(check);
  }

  private void check(String name, ServiceSettings service, Check check) {
    String key = "services." + name;
    check.that(!name.equals("load-balancer") && !name.equals("execute-command"), key,
        "'" + name + "' is taken by a part of the cluster; choose another name");
    check.that(service.image().repository().isEmpty() || ecr.isPresent(), key + ".image.repository",
        "name the unit with the repositories as ecr, or give the image as external");
    check.that(service.connections().buckets().isEmpty() || storage.isPresent(), key + ".connections.buckets",
        "name the unit with the buckets as storage");
    check.that(service.container().secrets().isEmpty() || secrets.isPresent(), key + ".container.secrets",
        "name the unit with the secrets as secrets");
    check.that(service.routing().isEmpty() || loadBalancer.isPresent(), key + ".routing",
        "there is no load_balancer to route from; add one, or leave the routing out");
  }

  private void checkRouting(Check check) {
    Map<Integer, String> priorities = new HashMap<>();
    Map<String, String> targets = new HashMap<>();
    routed().forEach((name, service) -> {
      RoutingSettings routing = service.routing().orElseThrow();
      String key = "services." + name + ".routing";
      String other = priorities.putIfAbsent(routing.priority(), name);
      check.that(other == null, key + ".priority", routing.priority() + " is the priority of '" + other + "' too");
      String same = targets.putIfAbsent(routing.hostNames() + " " + routing.pathPatterns(), name);
      check.that(same == null, key, "routes the same hosts and paths as '" + same + "'; only one of them would be reached");
    });
  }
}
