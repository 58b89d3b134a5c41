package groundplan.ecs;

import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/** A Fargate cluster, its load balancer, and its services with their roles, logs and scaling. */
public final class EcsUnit extends Unit<EcsOutputs> {
  /** How settings name it. */
  public static final Kind<EcsSettings, EcsOutputs> KIND = new Kind<>("ecs", Scope.REGIONAL,
      "services on Fargate behind a load balancer", EcsSettings.class, EcsOutputs::of,
      (app, context, settings, wiring) ->
          new EcsUnit(app, context, settings, wiring, EcsReads.of(context, settings, wiring)));

  private final EcsSettings settings;
  private final Cluster cluster;
  private final Optional<LoadBalancer> balancer;
  private final Map<String, Service> services = new TreeMap<>();

  public EcsUnit(Construct app, UnitContext context, EcsSettings settings, Wiring wiring, EcsReads reads) {
    super(app, context, wiring);
    reads.check(context, settings);
    this.settings = settings;
    this.cluster = new Cluster(this, settings.cluster(), reads.keys());
    this.balancer = settings.loadBalancer().map(with -> new LoadBalancer(this, with, reads));
    Service.Surroundings around = new Service.Surroundings(cluster, balancer, new Firewalls(this, settings, reads),
        settings.cluster().serviceDiscovery().map(with -> new Discovery(this, with, reads.network().vpcId())));
    settings.services().forEach((name, service) ->
        services.put(name, new Service(this, name, settings, reads, around)));
  }

  @Override
  public EcsOutputs outputs() {
    Map<String, String> names = new TreeMap<>();
    Map<String, String> targets = new TreeMap<>();
    Map<String, String> logs = new TreeMap<>();
    Map<String, String> tasks = new TreeMap<>();
    Map<String, String> executions = new TreeMap<>();
    Map<String, String> families = new TreeMap<>();
    services.forEach((name, service) -> {
      names.put(name, service.name());
      logs.put(name, service.logGroupName());
      tasks.put(name, service.roles().taskArn());
      executions.put(name, service.roles().executionArn());
      service.target().ifPresent(target -> targets.put(name, target.arnSuffix()));
    });
    settings.withOwnFamily().keySet().forEach(name -> families.put(name, services.get(name).taskFamily()));
    return new EcsOutputs(cluster.name(), cluster.arn(), balancer.map(LoadBalancer::arnSuffix).orElse(null),
        balancer.map(LoadBalancer::dnsName).orElse(null), balancer.map(LoadBalancer::zoneId).orElse(null),
        names, targets, logs, tasks, executions, families);
  }

  /** The unit's own name for what is neither a service nor shared with other clusters of the environment. */
  String role() {
    return context().path().unit().replace('/', '-');
  }

  /** The name of the cluster at AWS. */
  String clusterName() {
    return settings.cluster().name().orElseGet(() -> context().name(role()));
  }

  /** The name of a service's resources in Terraform. */
  static String id(String service) {
    return service.replace('-', '_');
  }
}
