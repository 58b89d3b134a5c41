package groundplan.ecs;

import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import java.util.Optional;
import java.util.function.Function;
import software.constructs.Construct;

/**
 * One service with a load balancer of its own, in a cluster of another unit.
 *
 * @param <E> its sort of load balancer
 */
abstract class EcsServiceUnit<E extends Entrance> extends Unit<EcsServiceOutputs> {
    private final Cluster cluster;
    private final E entrance;
    private final Service service;

    EcsServiceUnit(Construct app, UnitContext context, Wiring wiring, Plan plan, Function<Unit<?>, E> entrance) {
        super(app, context, wiring);
        plan.reads().check(context, plan.fleet());
        this.cluster = Cluster.of(plan.cluster(), plan.reads().keys());
        this.entrance = entrance.apply(this);
        this.service = new Service(
                this,
                plan.name(),
                plan.fleet(),
                plan.reads(),
                new Service.Surroundings(
                        cluster,
                        Optional.of(this.entrance),
                        new Firewalls(this, plan.fleet(), plan.reads()),
                        plan.cluster().namespaceId().map(id -> new Discovery(this, id))));
    }

    /**
     * What the service is made from.
     *
     * @param name the service
     * @param fleet its settings
     * @param reads what it gets from other units
     * @param cluster the cluster it runs in
     */
    record Plan(String name, Fleet fleet, EcsReads reads, EcsClusterOutputs cluster) {}

    /** Its load balancer. */
    final E entrance() {
        return entrance;
    }

    /** The service. */
    final Service service() {
        return service;
    }

    /**
     * What it publishes.
     *
     * @param deploymentName what CodeDeploy knows it as
     */
    final EcsServiceOutputs published(Optional<String> deploymentName) {
        Target target = service.target().orElseThrow();
        return new EcsServiceOutputs(
                cluster.name(),
                cluster.arn(),
                service.name(),
                service.logGroupName(),
                service.firewall().id(),
                entrance.arn(),
                entrance.arnSuffix(),
                entrance.dnsName(),
                entrance.zoneId(),
                target.arnSuffix(),
                target.green().map(group -> group.getArnSuffix()),
                service.taskFamily(),
                service.roles().taskArn(),
                service.roles().executionArn(),
                deploymentName);
    }
}
