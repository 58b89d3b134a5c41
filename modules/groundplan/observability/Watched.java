package groundplan.observability;

import groundplan.ecs.EcsOutputs;
import groundplan.elasticache.ElasticacheOutputs;
import groundplan.rds.RdsOutputs;
import groundplan.waf.WafOutputs;
import java.util.Map;

/**
 * What is watched, each by the name with which the settings name its unit.
 *
 * @param clusters clusters with their services and load balancer
 * @param databases databases
 * @param caches caches
 * @param webAcls web ACLs
 */
public record Watched(
    Map<String, EcsOutputs> clusters,
    Map<String, RdsOutputs> databases,
    Map<String, ElasticacheOutputs> caches,
    Map<String, WafOutputs> webAcls) {}
