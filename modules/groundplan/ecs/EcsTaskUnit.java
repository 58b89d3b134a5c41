package groundplan.ecs;

import com.hashicorp.cdktf.providers.aws.ecs_task_definition.EcsTaskDefinition;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.parts.Firewall;
import groundplan.parts.LogGroup;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * A task that is run on demand: its definition, roles, log group and security group. The definition's tags state where
 * it runs, so that they provide all arguments of {@code ecs:RunTask}.
 */
public final class EcsTaskUnit extends Unit<EcsTaskOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<EcsTaskSettings, EcsTaskOutputs> KIND = new Kind<>(
                    "ecs-task",
                    Scope.REGIONAL,
                    "a task on Fargate that is run on demand, such as a migration",
                    EcsTaskSettings.class,
                    EcsTaskOutputs::of,
                    (app, context, settings, wiring) -> new EcsTaskUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            EcsReads.of(context, settings.serviceGroup(), Optional.empty(), wiring),
                            wiring.outputs(context.path(), EcsClusterOutputs.class, settings.cluster())))
            .checking((context, settings, wiring, check) -> EcsReads.of(
                            context, settings.serviceGroup(), Optional.empty(), wiring)
                    .check(settings.serviceGroup(), check));

    /** The tags that state where a task runs. */
    private static final String CLUSTER = "run:cluster";

    private static final String SUBNETS = "run:subnets";
    private static final String SECURITY_GROUP = "run:security-group";

    private final EcsClusterOutputs cluster;
    private final EcsTaskDefinition task;
    private final LogGroup log;
    private final Firewall firewall;
    private final TaskRoles roles;

    EcsTaskUnit(
            Construct app,
            UnitContext context,
            EcsTaskSettings settings,
            Wiring wiring,
            EcsReads reads,
            EcsClusterOutputs cluster) {
        super(app, context, wiring);
        ServiceGroup serviceGroup = settings.serviceGroup();
        this.cluster = cluster;
        String name = settings.name();
        ServiceSettings service = serviceGroup.services().get(name);
        this.log = Service.log(this, name, serviceGroup, reads);
        this.roles = new TaskRoles(this, name, service, reads, Cluster.of(cluster, reads.keys()), log);
        this.firewall = new Firewalls(this, serviceGroup, reads).of(name);
        this.task = Task.of(this, name, serviceGroup, reads, roles, log);
        task.setTags(Map.of(
                CLUSTER,
                cluster.clusterName(),
                SECURITY_GROUP,
                firewall.id(),
                SUBNETS,
                String.join(" ", new TreeMap<>(reads.network().privateSubnetIds()).values())));
    }

    @Override
    public EcsTaskOutputs outputs() {
        return new EcsTaskOutputs(
                cluster.clusterName(),
                cluster.clusterArn(),
                task.getFamily(),
                log.name(),
                firewall.id(),
                roles.taskArn(),
                roles.executionArn());
    }
}
