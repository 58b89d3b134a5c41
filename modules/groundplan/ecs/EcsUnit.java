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

  private final Cluster cluster;
  private final Optional<LoadBalancer> balancer;
  private final Map<String, Service> services = new TreeMap<>();

  public EcsUnit(Construct app, UnitContext context, EcsSettings settings, Wiring wiring, EcsReads reads) {
    super(app, context, wiring);
    reads.check(context, settings);
    this.cluster = new Cluster(this, settings.cluster(), reads.keys());
    this.balancer = settings.loadBalancer().map(with -> new LoadBalancer(this, with, reads));
    settings.services().forEach((name, service) ->
        services.put(name, new Service(this, name, settings, reads, cluster, balancer)));
  }

  @Override
  public EcsOutputs outputs() {
    Map<String, String> names = new TreeMap<>();
    Map<String, String> targets = new TreeMap<>();
    Map<String, String> logs = new TreeMap<>();
    Map<String, String> tasks = new TreeMap<>();
    Map<String, String> executions = new TreeMap<>();
    services.forEach((name, service) -> {
      names.put(name, service.name());
      logs.put(name, service.logGroupName());
      tasks.put(name, service.roles().taskArn());
      executions.put(name, service.roles().executionArn());
      service.target().ifPresent(target -> targets.put(name, target.arnSuffix()));
    });
    return new EcsOutputs(cluster.name(), cluster.arn(), balancer.map(LoadBalancer::arnSuffix).orElse(null),
        balancer.map(LoadBalancer::dnsName).orElse(null), balancer.map(LoadBalancer::zoneId).orElse(null),
        names, targets, logs,
        tasks, executions);
  }

  /** The unit's own name for what is neither a service nor shared with other clusters of the environment. */
  String role() {
    return context().path().unit().replace('/', '-');
  }

  /** The name of a service's resources in Terraform. */
  static String id(String service) {
    return service.replace('-', '_');
  }
}
