package groundplan.ecs;

import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import java.util.Optional;
import software.constructs.Construct;

/** A Fargate cluster whose services are separate units. */
public final class EcsClusterUnit extends Unit<EcsClusterOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<EcsClusterSettings, EcsClusterOutputs> KIND = new Kind<>(
            "ecs-cluster",
            Scope.REGIONAL,
            "a Fargate cluster for services in separate units",
            EcsClusterSettings.class,
            EcsClusterOutputs::of,
            (app, context, settings, wiring) -> new EcsClusterUnit(
                    app,
                    context,
                    settings,
                    wiring,
                    wiring.outputs(context.path(), KmsOutputs.class, settings.kms()),
                    wiring.outputs(
                            context.path(),
                            NetworkOutputs.class,
                            settings.serviceDiscovery().map(with -> with.network()))));

    private final Cluster cluster;
    private final Optional<String> namespaceId;

    /** @param network the network of its service discovery namespace; absent without one */
    public EcsClusterUnit(
            Construct app,
            UnitContext context,
            EcsClusterSettings settings,
            Wiring wiring,
            KmsOutputs keys,
            Optional<NetworkOutputs> network) {
        super(app, context, wiring);
        String name = settings.name()
                .orElseGet(() -> context.name(context.path().unit().replace('/', '-')));
        this.cluster = Cluster.create(this, name, settings.containerInsights(), settings.logRetentionInDays(), keys);
        this.namespaceId = settings.serviceDiscovery()
                .map(with -> Discovery.namespace(
                        this, with.namespace(), name, network.orElseThrow().vpcId()));
    }

    @Override
    public EcsClusterOutputs outputs() {
        return new EcsClusterOutputs(cluster.name(), cluster.arn(), cluster.commandLogArn(), namespaceId);
    }
}
