package groundplan.ecs;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsService;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceCapacityProviderStrategy;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceDeploymentCircuitBreaker;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceLoadBalancer;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceNetworkConfiguration;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinition;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinitionEphemeralStorage;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinitionRuntimePlatform;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinitionVolume;
import groundplan.parts.Firewall;
import groundplan.parts.LogGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One service: its log, roles, firewall, task definition, target and scaling. */
final class Service {
  private final EcsUnit unit;
  private final String id;
  private final String physical;
  private final ServiceSettings settings;
  private final EcsReads reads;
  private final LogGroup log;
  private final Optional<Target> target;
  private final TaskRoles roles;
  private final EcsService service;

  Service(EcsUnit unit, String name, EcsSettings all, EcsReads reads, Cluster cluster, Optional<LoadBalancer> balancer) {
    this.unit = unit;
    this.id = EcsUnit.id(name);
    this.physical = unit.context().name(name);
    this.settings = all.services().get(name);
    this.reads = reads;
    this.log = new LogGroup(unit, id, "/ecs/" + physical, settings.container().logRetentionInDays(),
        reads.keys().logsKeyArn());
    Variables variables = new Variables(settings, reads);
    this.roles = new TaskRoles(unit, name, settings, reads, cluster, log, variables.secretArns());
    Firewall firewall = firewall(name);
    this.target = settings.routing().map(routing -> {
      int port = settings.port().orElseThrow();
      balancer.orElseThrow().connectTo(name, firewall, port);
      return new Target(unit, name, port, routing, balancer.get(), reads.network().vpcId());
    });
    Container container = new Container(name, settings);
    String definitions = container.json(image(), variables, log.name(), unit.context().region());
    EcsTaskDefinition task = task(container, definitions, roles);
    this.service = service(name, cluster, task, firewall, roles);
    settings.scaling().autoscaling().ifPresent(range -> new Scaling(unit, id, range, cluster.name(), service, target));
  }

  String name() {
    return service.getName();
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

  private String image() {
    ImageSettings image = settings.image();
    return image.external().orElseGet(() -> {
      String url = reads.repositories().orElseThrow().repositoryUrls().get(image.repository().orElseThrow());
      return image.digest().map(digest -> url + "@" + digest).orElseGet(() -> url + ":" + image.tag().orElseThrow());
    });
  }

  private Firewall firewall(String name) {
    Firewall firewall = new Firewall(unit, id, reads.network().vpcId(), "Tasks of service " + name);
    ConnectionsSettings connections = settings.connections();
    connections.databases().forEach(database -> firewall.connectTo(word(database),
        reads.databases().get(database).securityGroupId(), reads.databases().get(database).port()));
    connections.caches().forEach(cache -> firewall.connectTo(word(cache),
        reads.caches().get(cache).securityGroupId(), reads.caches().get(cache).port()));
    connections.egress().forEach((way, egress) -> firewall.egress(way, egress.cidr(), egress.port()));
    return firewall;
  }

  private EcsTaskDefinition task(Container container, String definitions, TaskRoles roles) {
    TaskSettings size = settings.task();
    return unit.add(id, (scope, terraform) -> {
      EcsTaskDefinition.Builder task = EcsTaskDefinition.Builder.create(scope, terraform)
          .family(physical).requiresCompatibilities(List.of("FARGATE")).networkMode("awsvpc")
          .cpu(String.valueOf(size.cpuUnits())).memory(String.valueOf(size.memoryMib()))
          .runtimePlatform(EcsTaskDefinitionRuntimePlatform.builder().operatingSystemFamily("LINUX")
              .cpuArchitecture(size.cpuArchitecture()).build())
          .taskRoleArn(roles.taskArn()).executionRoleArn(roles.executionArn()).containerDefinitions(definitions);
      size.ephemeralStorageGib().ifPresent(gib ->
          task.ephemeralStorage(EcsTaskDefinitionEphemeralStorage.builder().sizeInGib(gib).build()));
      if (!container.volumes().isEmpty()) {
        task.volume(container.volumes().stream()
            .map(volume -> EcsTaskDefinitionVolume.builder().name(volume).build()).toList());
      }
      return task.build();
    });
  }

  private EcsService service(String name, Cluster cluster, EcsTaskDefinition task, Firewall firewall, TaskRoles roles) {
    DeploymentSettings deployment = settings.deployment();
    List<ITerraformDependable> first = new ArrayList<>(roles.granted());
    first.add(cluster.capacity());
    target.ifPresent(routed -> first.add(routed.rule()));
    return unit.add(id, (scope, terraform) -> {
      EcsService.Builder service = EcsService.Builder.create(scope, terraform)
          .name(physical).cluster(cluster.arn()).taskDefinition(task.getArn())
          .desiredCount(settings.scaling().desiredCount()).platformVersion("LATEST").capacityProviderStrategy(capacity())
          .networkConfiguration(EcsServiceNetworkConfiguration.builder().assignPublicIp(false)
              .subnets(List.copyOf(reads.network().privateSubnetIds().values()))
              .securityGroups(List.of(firewall.id())).build())
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
    settings.scaling().autoscaling().ifPresent(range -> ignored.add("desired_count"));
    if (deployment.deploys().equals("pipeline")) {
      ignored.add("task_definition");
    }
    return ignored;
  }

  private List<EcsServiceCapacityProviderStrategy> capacity() {
    ScalingSettings.Capacity shares = settings.scaling().capacity();
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

  private static String word(String unitName) {
    return unitName.replaceAll("[/-]", "_");
  }
}
