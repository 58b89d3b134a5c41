package groundplan.ecs;

import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.waf.WebAclScope;
import java.util.Optional;
import software.constructs.Construct;

/** A service on Fargate with an application load balancer of its own, deployed by ECS or by CodeDeploy. */
public final class EcsAlbServiceUnit extends EcsServiceUnit<LoadBalancer> {
    /** The name of the kind in settings. */
    public static final Kind<EcsAlbServiceSettings, EcsServiceOutputs> KIND = new Kind<>(
                    "ecs-alb-service",
                    Scope.REGIONAL,
                    "a service on Fargate behind an application load balancer",
                    EcsAlbServiceSettings.class,
                    (settings, from) ->
                            EcsServiceOutputs.of(settings.codeDeploy().isPresent(), from),
                    (app, context, settings, wiring) -> new EcsAlbServiceUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            new Plan(
                                    settings.name(),
                                    settings.serviceGroup(),
                                    reads(context, settings, wiring),
                                    wiring.outputs(context.path(), EcsClusterOutputs.class, settings.cluster()))))
            .checking((context, settings, wiring, check) -> {
                reads(context, settings, wiring).check(settings.serviceGroup(), check);
                WebAclScope.REGIONAL.check(
                        wiring, settings.loadBalancer().webAcl(), "load_balancer.web_acl", check);
            });

    private final Optional<BlueGreen> deployments;

    EcsAlbServiceUnit(Construct app, UnitContext context, EcsAlbServiceSettings settings, Wiring wiring, Plan plan) {
        super(
                app,
                context,
                wiring,
                plan,
                unit -> new LoadBalancer(
                        unit,
                        plan.name(),
                        plan.name() + "_load_balancer",
                        settings.loadBalancer(),
                        plan.reads(),
                        settings.codeDeploy()));
        this.deployments =
                settings.codeDeploy().map(with -> new BlueGreen(this, plan.name(), with, service(), loadBalancer()));
        redeploy(plan, deployments.map(BlueGreen::name));
    }

    private static EcsReads reads(UnitContext context, EcsAlbServiceSettings settings, Wiring wiring) {
        return EcsReads.of(
                context,
                settings.serviceGroup(),
                Optional.of(EcsReads.front(context.path(), settings.loadBalancer(), wiring)),
                wiring);
    }

    @Override
    public EcsServiceOutputs outputs() {
        return published(deployments.map(BlueGreen::name));
    }
}
