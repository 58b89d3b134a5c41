package groundplan.ecs;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsService;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceCapacityProviderStrategy;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceDeploymentCircuitBreaker;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceDeploymentController;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceLoadBalancer;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceNetworkConfiguration;
import com.hashicorp.cdktf.providers.aws.ecs_service.EcsServiceServiceRegistries;
import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinition;
import groundplan.kernel.Unit;
import groundplan.parts.Firewall;
import groundplan.parts.LogGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One service: its log group, roles, task definition, target groups and autoscaling. */
final class Service {
    private final Unit<?> unit;
    private final String name;
    private final ServiceSettings settings;
    private final ServiceGroup.Defaults defaults;
    private final LogGroup log;
    private final Optional<Target> target;
    private final Optional<String> registry;
    private final TaskRoles roles;
    private final EcsTaskDefinition task;
    private final EcsService service;
    private final Firewall firewall;
    private final Dependencies dependencies;
    private final EcsReads reads;

    Service(Unit<?> unit, String name, ServiceGroup serviceGroup, EcsReads reads, Dependencies dependencies) {
        this.unit = unit;
        this.name = name;
        this.dependencies = dependencies;
        this.reads = reads;
        this.settings = serviceGroup.services().get(name);
        this.defaults = serviceGroup.defaults();
        String id = ServiceGroup.id(name);
        this.log = log(unit, name, serviceGroup, reads);
        this.roles = new TaskRoles(unit, name, settings, reads, dependencies.cluster(), log);
        this.target = dependencies
                .loadBalancer()
                .flatMap(loadBalancer -> loadBalancer.target(name, settings, dependencies.firewalls()));
        this.registry =
                settings.port().flatMap(port -> dependencies.discovery().map(discovery -> discovery.register(name)));
        this.task = Task.of(unit, name, serviceGroup, reads, roles, log);
        this.firewall = dependencies.firewalls().of(name);
        this.service = service(List.copyOf(reads.network().privateSubnetIds().values()));
        settings.scaling()
                .range(defaults)
                .ifPresent(range ->
                        new Scaling(unit, id, range, dependencies.cluster().name(), service, target));
    }

    /**
     * What the services of a cluster share.
     *
     * @param cluster the cluster
     * @param loadBalancer the load balancer
     * @param firewalls the security groups
     * @param discovery service discovery
     */
    record Dependencies(
            Cluster cluster,
            Optional<? extends ServiceLoadBalancer> loadBalancer,
            Firewalls firewalls,
            Optional<Discovery> discovery) {}

    /** Creates {@code aws_cloudwatch_log_group.<service>}. */
    static LogGroup log(Unit<?> unit, String name, ServiceGroup serviceGroup, EcsReads reads) {
        return new LogGroup(
                unit,
                ServiceGroup.id(name),
                serviceGroup
                        .services()
                        .get(name)
                        .task()
                        .logGroupName()
                        .orElse("/ecs/" + unit.context().name(name)),
                serviceGroup.defaults().logRetentionInDays(),
                reads.keys().logsKeyArn());
    }

    String name() {
        return service.getName();
    }

    String taskFamily() {
        return task.getFamily();
    }

    String logGroupName() {
        return log.name();
    }

    /** The service as a reader of the secrets in its containers' environment. */
    Redeployment.Reader reader(Optional<String> deploymentGroup) {
        return new Redeployment.Reader(service.getName(), new Started(settings, reads).secretArns(), deploymentGroup);
    }

    /** Its task role and its execution role. */
    TaskRoles roles() {
        return roles;
    }

    /** Its target in the load balancer; absent when there is none. */
    Optional<Target> target() {
        return target;
    }

    /** Its cluster. */
    String clusterName() {
        return dependencies.cluster().name();
    }

    /** The service of its tasks. */
    Firewall firewall() {
        return firewall;
    }

    private boolean blueGreen() {
        return target.flatMap(Target::green).isPresent();
    }

    private EcsService service(List<String> subnets) {
        DeploymentSettings deployment = settings.deployment();
        List<ITerraformDependable> first = new ArrayList<>(roles.granted());
        dependencies.cluster().capacity().ifPresent(first::add);
        target.ifPresent(routed -> first.add(routed.listenerRule()));
        return unit.add(ServiceGroup.id(name), (scope, terraform) -> {
            EcsService.Builder service = EcsService.Builder.create(scope, terraform)
                    .name(deployment.serviceName().orElse(unit.context().name(name)))
                    .cluster(dependencies.cluster().arn())
                    .taskDefinition(task.getArn())
                    .desiredCount(settings.scaling().tasks(defaults))
                    .platformVersion("LATEST")
                    .capacityProviderStrategy(capacity())
                    .networkConfiguration(EcsServiceNetworkConfiguration.builder()
                            .assignPublicIp(false)
                            .subnets(subnets)
                            .securityGroups(List.of(firewall.id()))
                            .build())
                    .enableExecuteCommand(deployment.enableExecuteCommand())
                    .enableEcsManagedTags(true)
                    .propagateTags("SERVICE")
                    .waitForSteadyState(deployment.waitForSteadyState())
                    .dependsOn(first);
            if (blueGreen()) {
                service.deploymentController(EcsServiceDeploymentController.builder()
                        .type("CODE_DEPLOY")
                        .build());
            } else {
                service.deploymentCircuitBreaker(EcsServiceDeploymentCircuitBreaker.builder()
                                .enable(true)
                                .rollback(true)
                                .build())
                        .deploymentMinimumHealthyPercent(deployment.minimumHealthyPercent())
                        .deploymentMaximumPercent(deployment.maximumPercent())
                        // Without this, changing the share of Spot would replace the service instead of updating it.
                        .forceNewDeployment(true);
            }
            target.ifPresent(routed -> service.healthCheckGracePeriodSeconds(deployment.healthCheckGracePeriodSeconds())
                    .loadBalancer(List.of(EcsServiceLoadBalancer.builder()
                            .targetGroupArn(routed.arn())
                            .containerName(name)
                            .containerPort(settings.port().orElseThrow())
                            .build())));
            registry.ifPresent(arn -> service.serviceRegistries(
                    EcsServiceServiceRegistries.builder().registryArn(arn).build()));
            List<String> ignored = ignored(deployment);
            if (!ignored.isEmpty()) {
                service.lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(ignored)
                        .build());
            }
            EcsService made = service.build();
            if (!blueGreen()) {
                // Not yet in the bindings. Rebalancing across zones starts a task before it stops another.
                made.addOverride(
                        "availability_zone_rebalancing", deployment.maximumPercent() > 100 ? "ENABLED" : "DISABLED");
            }
            return made;
        });
    }

    /** The attributes that are changed outside of Terraform: by autoscaling, or by a pipeline that deploys. */
    private List<String> ignored(DeploymentSettings deployment) {
        List<String> ignored = new ArrayList<>();
        settings.scaling().range(defaults).ifPresent(range -> ignored.add("desired_count"));
        if (deployment.deploys().equals("pipeline")) {
            ignored.add("task_definition");
        }
        if (blueGreen()) {
            // CodeDeploy changes the first; ECS cannot update the second, so a change would replace the service.
            ignored.addAll(List.of("load_balancer", "capacity_provider_strategy"));
        }
        return ignored;
    }

    private List<EcsServiceCapacityProviderStrategy> capacity() {
        ScalingSettings.Capacity shares = settings.scaling().shares(defaults);
        List<EcsServiceCapacityProviderStrategy> strategy = new ArrayList<>();
        if (shares.fargateWeight() > 0 || shares.fargateBase() > 0) {
            strategy.add(EcsServiceCapacityProviderStrategy.builder()
                    .capacityProvider("FARGATE")
                    .weight(shares.fargateWeight())
                    .base(shares.fargateBase())
                    .build());
        }
        if (shares.spotWeight() > 0) {
            strategy.add(EcsServiceCapacityProviderStrategy.builder()
                    .capacityProvider("FARGATE_SPOT")
                    .weight(shares.spotWeight())
                    .base(0)
                    .build());
        }
        return strategy;
    }
}
