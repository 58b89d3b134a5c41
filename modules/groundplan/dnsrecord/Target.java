package groundplan.dnsrecord;

import groundplan.cloudfront.CloudfrontOutputs;
import groundplan.dns.DnsOutputs;
import groundplan.ecs.EcsOutputs;
import groundplan.ecs.EcsServiceOutputs;
import groundplan.kernel.Check;
import groundplan.kernel.TerraformName;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.lambdahttpapi.LambdaHttpApiOutputs;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                                .map(name -> record(context, settings, record, name, wiring))
                                .orElseGet(() -> of(context, alias, wiring)))));
        return targets;
    }

    /** Reports aliases to units that have nothing to lead to. */
    static void check(UnitContext context, DnsRecordSettings settings, Wiring wiring, Check check) {
        settings.records().forEach((key, record) -> record.alias().ifPresent(alias -> {
            String at = "records." + key + ".alias";
            checkRecord(settings, record, alias, wiring, at, check);
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

    /**
     * Other records of the zone. Route 53 refuses an alias to records that do not exist yet, so those of the settings are referred to.
     */
    private static Target record(
            UnitContext context, DnsRecordSettings settings, RecordSettings from, String name, Wiring wiring) {
        DnsOutputs zone = wiring.outputs(context.path(), DnsOutputs.class, settings.dns());
        Optional<String> unit = from.alias().flatMap(AliasSettings::dnsRecord);
        String target = unit.map(wired -> wiring.outputs(context.path(), DnsRecordOutputs.class, wired)
                        .recordNames()
                        .get(key(other(wired, wiring), name, from.type()).orElseThrow()))
                .or(() -> key(settings, name, from.type())
                        .map(key -> "${aws_route53_record." + TerraformName.of(key) + ".fqdn}"))
                .orElseGet(() -> name + "." + zone.zoneName());
        return new Target(target, zone.zoneId());
    }

    /** The key of the first record with a name and type. */
    private static Optional<String> key(DnsRecordSettings settings, String name, String type) {
        return settings.records().entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(name)
                        && entry.getValue().type().equals(type))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    private static DnsRecordSettings other(String unit, Wiring wiring) {
        return wiring.settings(DnsRecordSettings.class, unit).orElseThrow();
    }

    private static void checkRecord(
            DnsRecordSettings settings,
            RecordSettings from,
            AliasSettings alias,
            Wiring wiring,
            String at,
            Check check) {
        alias.record().ifPresent(name -> {
            Optional<DnsRecordSettings> other =
                    alias.dnsRecord().flatMap(unit -> wiring.settings(DnsRecordSettings.class, unit));
            DnsRecordSettings with = other.orElse(settings);
            List<String> types = with.records().values().stream()
                    .filter(record -> record.name().equals(name))
                    .map(RecordSettings::type)
                    .distinct()
                    .sorted()
                    .toList();
            check.that(
                    types.contains(from.type()) || other.isEmpty() && types.isEmpty(),
                    at + ".record",
                    types.isEmpty()
                            ? "unit '" + alias.dnsRecord().orElse("") + "' has no record '" + name + "'"
                            : "'" + name + "' is of type " + String.join(" and ", types)
                                    + "; Route 53 accepts an alias of type " + from.type()
                                    + " to records of this type only");
            check.that(
                    other.isPresent() || !leadsBack(settings, from, name),
                    at + ".record",
                    "the aliases from '" + name + "' on lead back to '" + from.name() + "'");
        });
    }

    /** Whether the aliases from a name on, within the unit, lead to the name of a record. */
    private static boolean leadsBack(DnsRecordSettings settings, RecordSettings from, String name) {
        Set<String> reached = new HashSet<>(Set.of(name));
        boolean more = true;
        while (more) {
            more = settings.records().values().stream()
                    .filter(record -> reached.contains(record.name()))
                    .flatMap(record -> record.alias().stream())
                    .filter(alias -> alias.dnsRecord().isEmpty())
                    .flatMap(alias -> alias.record().stream())
                    .toList()
                    .stream()
                    .map(reached::add)
                    .reduce(false, Boolean::logicalOr);
        }
        return reached.contains(from.name());
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
