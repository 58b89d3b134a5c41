package groundplan.ecs;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsService;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceCapacityProviderStrategy;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceDeploymentCircuitBreaker;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceLoadBalancer;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceNetworkConfiguration;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceServiceRegistries;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinition;
import groundplan.parts.LogGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One service: its log, roles, task definition, target and scaling. */
final class Service {
  private final EcsUnit unit;
  private final String name;
  private final ServiceSettings settings;
  private final EcsSettings.Cluster defaults;
  private final LogGroup log;
  private final Optional<Target> target;
  private final Optional<String> registry;
  private final TaskRoles roles;
  private final EcsTaskDefinition task;
  private final EcsService service;

  Service(EcsUnit unit, String name, EcsSettings all, EcsReads reads, Surroundings around) {
    this.unit = unit;
    this.name = name;
    this.settings = all.services().get(name);
    this.defaults = all.cluster();
    String id = EcsUnit.id(name);
    this.log = new LogGroup(unit, id, settings.task().logGroupName().orElse("/ecs/" + unit.context().name(name)),
        defaults.logRetentionInDays(), reads.keys().logsKeyArn());
    this.roles = new TaskRoles(unit, name, settings, reads, around.cluster(), log);
    this.target = settings.routing().map(routing -> {
      int port = settings.port().orElseThrow();
      around.firewalls().admit(around.balancer().orElseThrow(), name, port);
      return new Target(unit, name, port, routing, around.balancer().get(), reads.network().vpcId());
    });
    this.registry = settings.port().flatMap(port -> around.discovery().map(discovery -> discovery.register(name)));
    this.task = Task.of(unit, name, all, reads, roles, log);
    this.service = service(around, List.copyOf(reads.network().privateSubnetIds().values()));
    settings.scaling().range(defaults).ifPresent(range ->
        new Scaling(unit, id, range, around.cluster().name(), service, target));
  }

  /**
   * What the services of a cluster have in common.
   *
   * @param cluster the cluster
   * @param balancer what brings requests in
   * @param firewalls who may connect to whom
   * @param discovery names inside the network
   */
  record Surroundings(
      Cluster cluster, Optional<LoadBalancer> balancer, Firewalls firewalls, Optional<Discovery> discovery) {}

  String name() {
    return service.getName();
  }

  String taskFamily() {
    return task.getFamily();
  }

  String logGroupName() {
    return log.name();
  }

  /** What its code runs as, and what starts it. */
  TaskRoles roles() {
    return roles;
  }

  /** What hands requests to it; absent when nothing does. */
  Optional<Target> target() {
    return target;
  }

  private EcsService service(Surroundings around, List<String> subnets) {
    DeploymentSettings deployment = settings.deployment();
    List<ITerraformDependable> first = new ArrayList<>(roles.granted());
    first.add(around.cluster().capacity());
    target.ifPresent(routed -> first.add(routed.rule()));
    return unit.add(EcsUnit.id(name), (scope, terraform) -> {
      EcsService.Builder service = EcsService.Builder.create(scope, terraform)
          .name(deployment.serviceName().orElse(unit.context().name(name)))
          .cluster(around.cluster().arn()).taskDefinition(task.getArn())
          .desiredCount(settings.scaling().tasks(defaults)).platformVersion("LATEST").capacityProviderStrategy(capacity())
          .networkConfiguration(EcsServiceNetworkConfiguration.builder().assignPublicIp(false).subnets(subnets)
              .securityGroups(List.of(around.firewalls().of(name).id())).build())
          .deploymentCircuitBreaker(EcsServiceDeploymentCircuitBreaker.builder().enable(true).rollback(true).build())
          .deploymentMinimumHealthyPercent(deployment.minimumHealthyPercent())
          .deploymentMaximumPercent(deployment.maximumPercent())
          // Without this, another share of Spot would replace the service instead of rolling it.
          .forceNewDeployment(true)
          .enableExecuteCommand(deployment.enableExecuteCommand()).enableEcsManagedTags(true).propagateTags("SERVICE")
          .waitForSteadyState(deployment.waitForSteadyState()).dependsOn(first);
      target.ifPresent(routed -> service
          .healthCheckGracePeriodSeconds(deployment.healthCheckGracePeriodSeconds())
          .loadBalancer(List.of(EcsServiceLoadBalancer.builder().targetGroupArn(routed.arn()).containerName(name)
              .containerPort(settings.port().orElseThrow()).build())));
      registry.ifPresent(arn -> service.serviceRegistries(EcsServiceServiceRegistries.builder().registryArn(arn).build()));
      List<String> ignored = ignored(deployment);
      if (!ignored.isEmpty()) {
        service.lifecycle(TerraformResourceLifecycle.builder().ignoreChanges(ignored).build());
      }
      EcsService made = service.build();
      // Newer than the bindings. Moving tasks between zones starts one before it stops another.
      made.addOverride("availability_zone_rebalancing", deployment.maximumPercent() > 100 ? "ENABLED" : "DISABLED");
      return made;
    });
  }

  /** What others change while Terraform looks away: the scaling, and a pipeline that deploys. */
  private List<String> ignored(DeploymentSettings deployment) {
    List<String> ignored = new ArrayList<>();
    settings.scaling().range(defaults).ifPresent(range -> ignored.add("desired_count"));
    if (deployment.deploys().equals("pipeline")) {
      ignored.add("task_definition");
    }
    return ignored;
  }

  private List<EcsServiceCapacityProviderStrategy> capacity() {
    ScalingSettings.Capacity shares = settings.scaling().shares(defaults);
    List<EcsServiceCapacityProviderStrategy> strategy = new ArrayList<>();
    if (shares.fargateWeight() > 0 || shares.fargateBase() > 0) {
      strategy.add(EcsServiceCapacityProviderStrategy.builder().capacityProvider("FARGATE").weight(shares.fargateWeight())
          .base(shares.fargateBase()).build());
    }
    if (shares.spotWeight() > 0) {
      strategy.add(EcsServiceCapacityProviderStrategy.builder().capacityProvider("FARGATE_SPOT").weight(shares.spotWeight())
          .base(0).build());
    }
    return strategy;
  }
}
