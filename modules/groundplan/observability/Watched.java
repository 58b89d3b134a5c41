package groundplan.observability;

import groundplan.account.AccountOutputs;
import groundplan.cloudfront.CloudfrontOutputs;
import groundplan.cloudtrail.CloudtrailOutputs;
import groundplan.ecr.EcrOutputs;
import groundplan.ecs.EcsOutputs;
import groundplan.elasticache.ElasticacheOutputs;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.rds.RdsOutputs;
import groundplan.waf.WafOutputs;
import java.util.Map;
import java.util.Optional;

/**
 * What is watched, each by the name with which the settings name its unit.
 *
 * @param clusters clusters with their services and load balancer
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
    Map<String, RdsOutputs> databases,
    Map<String, ElasticacheOutputs> caches,
    Map<String, WafOutputs> webAcls,
    Map<String, CloudfrontOutputs> distributions,
    Map<String, EcrOutputs> repositories,
    Optional<CloudtrailOutputs> trail,
    Optional<AccountOutputs> account) {

  static Watched of(UnitContext context, WatchSettings settings, Wiring wiring) {
    return new Watched(
        wiring.outputs(context.path(), EcsOutputs.class, settings.ecs()),
        wiring.outputs(context.path(), RdsOutputs.class, settings.databases()),
        wiring.outputs(context.path(), ElasticacheOutputs.class, settings.caches()),
        wiring.outputs(context.path(), WafOutputs.class, settings.waf().stream().toList()),
        wiring.outputs(context.path(), CloudfrontOutputs.class, settings.distributions()),
        wiring.outputs(context.path(), EcrOutputs.class, settings.repositories()),
        wiring.outputs(context.path(), CloudtrailOutputs.class, settings.trail()),
        wiring.outputs(context.path(), AccountOutputs.class, settings.account()));
  }
}
