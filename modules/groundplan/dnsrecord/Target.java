package groundplan.dnsrecord;

import groundplan.cloudfront.CloudfrontOutputs;
import groundplan.ecs.EcsOutputs;
import groundplan.ecs.EcsServiceOutputs;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.lambdahttpapi.LambdaHttpApiOutputs;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The target of an alias.
 *
 * @param name its domain name at AWS
 * @param zoneId the hosted zone of that name
 */
record Target(String name, String zoneId) {
    /** The hosted zone of all distributions, the same in every account. */
    private static final String CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

    /** The target of each record that is an alias. */
    static Map<String, Target> of(UnitContext context, DnsRecordSettings settings, Wiring wiring) {
        Map<String, Target> targets = new TreeMap<>();
        settings.records().forEach((key, record) -> record.alias()
                .ifPresent(alias -> targets.put(key, of(context, alias, wiring))));
        return targets;
    }

    private static Target of(UnitContext context, AliasSettings alias, Wiring wiring) {
        Optional<EcsOutputs> cluster = wiring.outputs(context.path(), EcsOutputs.class, alias.ecs());
        if (cluster.isPresent()) {
            if (cluster.get().loadBalancerDnsName() == null) {
                throw new IllegalArgumentException(context.path() + " has an alias to "
                        + alias.ecs().orElseThrow() + ", which has no load balancer");
            }
            return new Target(cluster.get().loadBalancerDnsName(), cluster.get().loadBalancerZoneId());
        }
        Optional<EcsServiceOutputs> service = wiring.outputs(
                context.path(), EcsServiceOutputs.class, alias.ecsAlbService().or(alias::ecsNlbService));
        if (service.isPresent()) {
            return new Target(service.get().loadBalancerDnsName(), service.get().loadBalancerZoneId());
        }
        Optional<LambdaHttpApiOutputs> api =
                wiring.outputs(context.path(), LambdaHttpApiOutputs.class, alias.lambdaHttpApi());
        if (api.isPresent()) {
            return api.get()
                    .targetDomainName()
                    .map(name -> new Target(name, api.get().targetZoneId().orElseThrow()))
                    .orElseThrow(() -> new IllegalArgumentException(context.path() + " has an alias to "
                            + alias.lambdaHttpApi().orElseThrow()
                            + ", which has no custom domain; set one there"));
        }
        return new Target(
                wiring.outputs(
                                context.path(),
                                CloudfrontOutputs.class,
                                alias.cloudfront().orElseThrow())
                        .domainName(),
                CLOUDFRONT_ZONE);
    }
}
