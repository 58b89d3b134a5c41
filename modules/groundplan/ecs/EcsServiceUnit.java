package groundplan.ecs;

import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.constructs.Construct;

/**
 * One service with a load balancer of its own, in another unit's cluster.
 *
 * @param <E> its type of load balancer
 */
abstract class EcsServiceUnit<E extends ServiceLoadBalancer> extends Unit<EcsServiceOutputs> {
    private final Cluster cluster;
    private final E loadBalancer;
    private final Service service;

    EcsServiceUnit(Construct app, UnitContext context, Wiring wiring, Plan plan, Function<Unit<?>, E> loadBalancer) {
        super(app, context, wiring);
        this.cluster = Cluster.of(plan.cluster(), plan.reads().keys());
        this.loadBalancer = loadBalancer.apply(this);
        this.service = new Service(
                this,
                plan.name(),
                plan.serviceGroup(),
                plan.reads(),
                new Service.Dependencies(
                        cluster,
                        Optional.of(this.loadBalancer),
                        new Firewalls(this, plan.serviceGroup(), plan.reads()),
                        plan.cluster().namespaceId().map(id -> new Discovery(this, id))));
    }

    /**
     * What the service is created from.
     *
     * @param name the service's name
     * @param serviceGroup its settings
     * @param reads the outputs of other units that it uses
     * @param cluster its cluster
     */
    record Plan(String name, ServiceGroup serviceGroup, EcsReads reads, EcsClusterOutputs cluster) {}

    /**
     * Has the service deployed again when one of its secrets is rotated.
     *
     * @param deploymentGroup its CodeDeploy application and deployment group
     */
    final void redeploy(Plan plan, Optional<String> deploymentGroup) {
        Redeployment.of(this, plan.cluster().clusterName(), List.of(service.reader(deploymentGroup)), plan.reads());
    }

    /** Its load balancer. */
    final E loadBalancer() {
        return loadBalancer;
    }

    /** The service. */
    final Service service() {
        return service;
    }

    /**
     * Its outputs.
     *
     * @param deploymentName the name of its CodeDeploy application and deployment group
     */
    final EcsServiceOutputs published(Optional<String> deploymentName) {
        Target target = service.target().orElseThrow();
        return new EcsServiceOutputs(
                cluster.name(),
                cluster.arn(),
                service.name(),
                service.logGroupName(),
                service.firewall().id(),
                loadBalancer.arn(),
                loadBalancer.arnSuffix(),
                loadBalancer.dnsName(),
                loadBalancer.zoneId(),
                target.arnSuffix(),
                target.green().map(group -> group.getArnSuffix()),
                service.taskFamily(),
                service.roles().taskArn(),
                service.roles().executionArn(),
                deploymentName);
    }
}
