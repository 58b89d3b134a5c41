package groundplan.ecs;

import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import java.util.Optional;
import software.constructs.Construct;

/** A service on Fargate with a network load balancer of its own. */
public final class EcsNlbServiceUnit extends EcsServiceUnit<NetworkLoadBalancer> {
    /** The name of the kind in settings. */
    public static final Kind<EcsNlbServiceSettings, EcsServiceOutputs> KIND = new Kind<>(
                    "ecs-nlb-service",
                    Scope.REGIONAL,
                    "a service on Fargate behind a network load balancer",
                    EcsNlbServiceSettings.class,
                    (settings, from) -> EcsServiceOutputs.of(false, from),
                    (app, context, settings, wiring) -> new EcsNlbServiceUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            new Plan(
                                    settings.name(),
                                    settings.serviceGroup(),
                                    reads(context, settings, wiring),
                                    wiring.outputs(context.path(), EcsClusterOutputs.class, settings.cluster()))))
            .checking((context, settings, wiring, check) ->
                    reads(context, settings, wiring).check(settings.serviceGroup(), check));

    EcsNlbServiceUnit(Construct app, UnitContext context, EcsNlbServiceSettings settings, Wiring wiring, Plan plan) {
        super(
                app,
                context,
                wiring,
                plan,
                unit -> new NetworkLoadBalancer(unit, plan.name(), settings.loadBalancer(), plan.reads()));
        redeploy(plan, Optional.empty());
    }

    private static EcsReads reads(UnitContext context, EcsNlbServiceSettings settings, Wiring wiring) {
        return EcsReads.of(
                context,
                settings.serviceGroup(),
                Optional.of(EcsReads.front(context.path(), settings.loadBalancer(), wiring)),
                wiring);
    }

    @Override
    public EcsServiceOutputs outputs() {
        return published(Optional.empty());
    }
}
