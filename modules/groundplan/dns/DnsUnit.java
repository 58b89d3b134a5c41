package groundplan.dns;

import com.hashicorp.cdktf.Fn;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import com.hashicorp.cdktf.providers.aws.route53_zone.Route53Zone;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.parts.HealthChecks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/** A public zone with its fixed records, delegations, DNSSEC signing key and query log. */
public final class DnsUnit extends Unit<DnsOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<DnsSettings, DnsOutputs> KIND = new Kind<>(
            "dns",
            Scope.GLOBAL,
            "public zone, its records, delegations, query log and DNSSEC",
            DnsSettings.class,
            DnsOutputs::of,
            (app, context, settings, wiring) -> new DnsUnit(
                    app,
                    context,
                    settings,
                    wiring,
                    wiring.outputs(
                            context.path(),
                            DnsOutputs.class,
                            settings.delegations().values())));

    private final Route53Zone zone;
    private final Optional<Dnssec> dnssec;
    private final HealthChecks healthChecks;

    public DnsUnit(
            Construct app, UnitContext context, DnsSettings settings, Wiring wiring, Map<String, DnsOutputs> below) {
        super(app, context, wiring);
        this.zone = add("main", (scope, id) -> Route53Zone.Builder.create(scope, id)
                .name(settings.zoneName())
                .comment("Public zone of " + context.path().system() + " "
                        + context.path().environment())
                .build());
        settings.records().forEach((name, entry) -> record(name, entry, settings.zoneName()));
        settings.delegations().forEach((label, unit) -> delegate(label, below.get(unit), settings));
        this.healthChecks = new HealthChecks(this, settings.healthChecks());
        if (settings.queryLog()) {
            new QueryLog(this, settings, zone);
        }
        this.dnssec = settings.dnssec() ? Optional.of(new Dnssec(this, zone)) : Optional.empty();
    }

    @Override
    public DnsOutputs outputs() {
        return new DnsOutputs(
                zone.getZoneId(),
                zone.getName(),
                Fn.join(",", zone.getNameServers()),
                dnssec.map(Dnssec::dsRecord),
                healthChecks.ids());
    }

    /** The delegation of a zone. If it is signed, the DS record here continues the chain of trust. */
    private void delegate(String label, DnsOutputs below, DnsSettings settings) {
        String role = TerraformName.of("delegation_" + label);
        String full = label + "." + settings.zoneName();
        Route53Record servers = add(role, (scope, id) -> Route53Record.Builder.create(scope, id)
                .zoneId(zone.getZoneId())
                .name(full)
                .type("NS")
                .ttl(settings.delegationTtlSeconds())
                .build());
        servers.addOverride("records", "${split(\",\", \"" + below.nameServers() + "\")}");
        below.dsRecord()
                .ifPresent(key -> add(role + "_ds", (scope, id) -> Route53Record.Builder.create(scope, id)
                        .zoneId(zone.getZoneId())
                        .name(full)
                        .type("DS")
                        .ttl(settings.delegationTtlSeconds())
                        .records(List.of(key))
                        .build()));
    }

    private void record(String name, DnsSettings.Entry entry, String zoneName) {
        String full = entry.name().isEmpty() ? zoneName : entry.name() + "." + zoneName;
        add(TerraformName.of(name), (scope, id) -> Route53Record.Builder.create(scope, id)
                .zoneId(zone.getZoneId())
                .name(full)
                .type(entry.type())
                .ttl(entry.ttlSeconds())
                .records(entry.records())
                .build());
    }
}
