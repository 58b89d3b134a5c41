package groundplan.observability;

import groundplan.account.AccountOutputs;
import groundplan.cloudfront.CloudfrontOutputs;
import groundplan.cloudtrail.CloudtrailOutputs;
import groundplan.ecr.EcrOutputs;
import groundplan.ecs.EcsOutputs;
import groundplan.ecs.EcsServiceOutputs;
import groundplan.elasticache.ElasticacheOutputs;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.rds.RdsOutputs;
import groundplan.waf.WafOutputs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is monitored, each by the unit's name in the settings.
 *
 * @param clusters clusters with their services and load balancer, including those with a single service of another unit
 * @param services units with one service or function each
 * @param databases databases
 * @param caches caches
 * @param webAcls web ACLs
 * @param distributions distributions
 * @param repositories repositories
 * @param trail the audit trail
 * @param account the account's baseline
 */
public record Watched(
        Map<String, EcsOutputs> clusters,
        Services services,
        Map<String, RdsOutputs> databases,
        Map<String, ElasticacheOutputs> caches,
        Map<String, WafOutputs> webAcls,
        Map<String, CloudfrontOutputs> distributions,
        Map<String, EcrOutputs> repositories,
        Optional<CloudtrailOutputs> trail,
        Optional<AccountOutputs> account) {

    /**
     * Units with one service or function each.
     *
     * @param balanced services behind an application load balancer, which are among the clusters too
     * @param network services behind a network load balancer, which are among the clusters too, without their load
     *     balancer
     * @param functions functions, of any kind
     */
    public record Services(
            Map<String, EcsServiceOutputs> balanced,
            Map<String, EcsServiceOutputs> network,
            Map<String, WatchedFunction> functions) {
        /** The CodeDeploy applications of those that it deploys. */
        List<String> deploymentNames() {
            return Stream.of(
                            balanced.values().stream().map(EcsServiceOutputs::deploymentName),
                            network.values().stream().map(EcsServiceOutputs::deploymentName),
                            functions.values().stream().map(WatchedFunction::deploymentName))
                    .flatMap(names -> names)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    static Watched of(UnitContext context, WatchSettings settings, Wiring wiring) {
        Services services = new Services(
                wiring.outputs(
                        context.path(),
                        EcsServiceOutputs.class,
                        settings.services().ecsAlbServices()),
                wiring.outputs(
                        context.path(),
                        EcsServiceOutputs.class,
                        settings.services().ecsNlbServices()),
                WatchedFunction.of(context.path(), settings.services(), wiring));
        Map<String, EcsOutputs> clusters =
                new LinkedHashMap<>(wiring.outputs(context.path(), EcsOutputs.class, settings.ecs()));
        services.balanced()
                .forEach((unit, outputs) -> clusters.put(unit, outputs.asCluster(ServiceCatalogue.label(unit))));
        services.network()
                .forEach((unit, outputs) -> clusters.put(unit, ServiceCatalogue.withoutBalancer(unit, outputs)));
        return new Watched(
                clusters,
                services,
                wiring.outputs(context.path(), RdsOutputs.class, settings.databases()),
                wiring.outputs(context.path(), ElasticacheOutputs.class, settings.caches()),
                wiring.outputs(
                        context.path(),
                        WafOutputs.class,
                        settings.waf().stream().toList()),
                wiring.outputs(context.path(), CloudfrontOutputs.class, settings.distributions()),
                wiring.outputs(context.path(), EcrOutputs.class, settings.repositories()),
                wiring.outputs(
                        context.path(),
                        CloudtrailOutputs.class,
                        settings.security().trail()),
                wiring.outputs(
                        context.path(),
                        AccountOutputs.class,
                        settings.security().account()));
    }
}
