package groundplan.dnsrecord;

import groundplan.cloudfront.CloudfrontOutputs;
import groundplan.dns.DnsOutputs;
import groundplan.ecs.EcsOutputs;
import groundplan.ecs.EcsServiceOutputs;
import groundplan.kernel.Check;
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
                .ifPresent(alias -> targets.put(
                        key,
                        alias.record()
                                .map(name ->
                                        record(name, wiring.outputs(context.path(), DnsOutputs.class, settings.dns())))
                                .orElseGet(() -> of(context, alias, wiring)))));
        return targets;
    }

    /** Reports aliases to units that have nothing to lead to. */
    static void check(UnitContext context, DnsRecordSettings settings, Wiring wiring, Check check) {
        settings.records().forEach((key, record) -> record.alias().ifPresent(alias -> {
            String at = "records." + key + ".alias";
            wiring.outputs(context.path(), EcsOutputs.class, alias.ecs())
                    .ifPresent(cluster -> check.that(
                            cluster.loadBalancerDnsName() != null,
                            at + ".ecs",
                            "unit '" + alias.ecs().orElseThrow() + "' has no load balancer"));
            wiring.outputs(context.path(), LambdaHttpApiOutputs.class, alias.lambdaHttpApi())
                    .ifPresent(api -> check.that(
                            api.targetDomainName().isPresent(),
                            at + ".lambda_http_api",
                            "unit '" + alias.lambdaHttpApi().orElseThrow() + "' has no custom domain; set one there"));
        }));
    }

    private static Target record(String name, DnsOutputs zone) {
        return new Target(name + "." + zone.zoneName(), zone.zoneId());
    }

    private static Target of(UnitContext context, AliasSettings alias, Wiring wiring) {
        Optional<EcsOutputs> cluster = wiring.outputs(context.path(), EcsOutputs.class, alias.ecs());
        if (cluster.isPresent()) {
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
            return new Target(
                    api.get().targetDomainName().orElseThrow(),
                    api.get().targetZoneId().orElseThrow());
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
