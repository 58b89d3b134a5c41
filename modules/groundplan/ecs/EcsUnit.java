package groundplan.ecs;

import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.waf.WebAclScope;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/** A Fargate cluster, its load balancer, and its services with their roles, logs and autoscaling. */
public final class EcsUnit extends Unit<EcsOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<EcsSettings, EcsOutputs> KIND = new Kind<>(
                    "ecs",
                    Scope.REGIONAL,
                    "services on Fargate behind a load balancer",
                    EcsSettings.class,
                    EcsOutputs::of,
                    (app, context, settings, wiring) ->
                            new EcsUnit(app, context, settings, wiring, reads(context, settings, wiring)))
            .checking((context, settings, wiring, check) -> {
                reads(context, settings, wiring).check(settings.serviceGroup(), check);
                WebAclScope.REGIONAL.check(
                        wiring,
                        settings.loadBalancer().flatMap(LoadBalancerSettings::webAcl),
                        "load_balancer.web_acl",
                        check);
            });

    private final EcsSettings settings;
    private final Cluster cluster;
    private final Optional<LoadBalancer> balancer;
    private final Map<String, Service> services = new TreeMap<>();

    public EcsUnit(Construct app, UnitContext context, EcsSettings settings, Wiring wiring, EcsReads reads) {
        super(app, context, wiring);
        ServiceGroup serviceGroup = settings.serviceGroup();
        this.settings = settings;
        // Resources that neither belong to one service nor are shared with other clusters are named after the unit.
        String role = context.path().unit().replace('/', '-');
        String name = settings.cluster().name().orElseGet(() -> context.name(role));
        this.cluster = Cluster.create(
                this,
                name,
                settings.cluster().containerInsights(),
                settings.cluster().logRetentionInDays(),
                reads.keys());
        this.balancer = settings.loadBalancer()
                .map(with -> new LoadBalancer(this, role, "load_balancer", with, reads, Optional.empty()));
        Service.Dependencies dependencies = new Service.Dependencies(
                cluster,
                balancer,
                new Firewalls(this, serviceGroup, reads),
                settings.cluster()
                        .serviceDiscovery()
                        .map(with -> new Discovery(
                                this,
                                Discovery.namespace(
                                        this,
                                        with.namespace(),
                                        name,
                                        reads.network().vpcId()))));
        settings.services()
                .keySet()
                .forEach(service ->
                        services.put(service, new Service(this, service, serviceGroup, reads, dependencies)));
        Redeployment.of(
                this,
                cluster.name(),
                services.values().stream()
                        .map(service -> service.reader(Optional.empty()))
                        .toList(),
                reads);
    }

    private static EcsReads reads(UnitContext context, EcsSettings settings, Wiring wiring) {
        return EcsReads.of(
                context,
                settings.serviceGroup(),
                settings.loadBalancer().map(balancer -> EcsReads.front(context.path(), balancer, wiring)),
                wiring);
    }

    @Override
    public EcsOutputs outputs() {
        Map<String, String> names = new TreeMap<>();
        Map<String, String> targets = new TreeMap<>();
        Map<String, String> logs = new TreeMap<>();
        Map<String, String> tasks = new TreeMap<>();
        Map<String, String> executions = new TreeMap<>();
        Map<String, String> families = new TreeMap<>();
        services.forEach((name, service) -> {
            names.put(name, service.name());
            logs.put(name, service.logGroupName());
            tasks.put(name, service.roles().taskArn());
            executions.put(name, service.roles().executionArn());
            service.target().ifPresent(target -> targets.put(name, target.arnSuffix()));
        });
        settings.withOwnFamily()
                .keySet()
                .forEach(name -> families.put(name, services.get(name).taskFamily()));
        return new EcsOutputs(
                cluster.name(),
                cluster.arn(),
                balancer.map(LoadBalancer::arnSuffix).orElse(null),
                balancer.map(LoadBalancer::dnsName).orElse(null),
                balancer.map(LoadBalancer::zoneId).orElse(null),
                names,
                targets,
                logs,
                tasks,
                executions,
                families);
    }
}
