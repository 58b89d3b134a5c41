package groundplan.dnsrecord;

import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53RecordAlias;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53RecordFailoverRoutingPolicy;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53RecordGeolocationRoutingPolicy;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53RecordWeightedRoutingPolicy;
import groundplan.dns.DnsOutputs;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.parts.HealthChecks;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** Records in a zone: simple ones, and several of one name with weighted, failover or geolocation routing. */
public final class DnsRecordUnit extends Unit<DnsRecordOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<DnsRecordSettings, DnsRecordOutputs> KIND = new Kind<>(
                    "dns-record",
                    Scope.REGIONAL,
                    "records of a zone: simple, weighted, failover, geolocation",
                    DnsRecordSettings.class,
                    DnsRecordOutputs::of,
                    (app, context, settings, wiring) -> new DnsRecordUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            wiring.outputs(context.path(), DnsOutputs.class, settings.dns()),
                            Target.of(context, settings, wiring)))
            .checking(Target::check);

    private final Map<String, String> names = new TreeMap<>();
    private final HealthChecks healthChecks;

    DnsRecordUnit(
            Construct app,
            UnitContext context,
            DnsRecordSettings settings,
            Wiring wiring,
            DnsOutputs zone,
            Map<String, Target> targets) {
        super(app, context, wiring);
        this.healthChecks = new HealthChecks(this, settings.healthChecks());
        settings.records().forEach((key, record) -> {
            Route53Record made = add(TerraformName.of(key), (scope, id) -> {
                Route53Record.Builder builder = Route53Record.Builder.create(scope, id)
                        .zoneId(zone.zoneId())
                        .name(record.name().isEmpty() ? zone.zoneName() : record.name() + "." + zone.zoneName())
                        .type(record.type());
                answer(builder, record, targets.get(key));
                record.routing().ifPresent(routing -> route(builder, routing));
                return builder.build();
            });
            names.put(key, made.getFqdn());
        });
    }

    @Override
    public DnsRecordOutputs outputs() {
        return new DnsRecordOutputs(names, healthChecks.ids());
    }

    private static void answer(Route53Record.Builder builder, RecordSettings record, Target target) {
        record.alias()
                .ifPresentOrElse(
                        alias -> builder.alias(Route53RecordAlias.builder()
                                .name(target.name())
                                .zoneId(target.zoneId())
                                .evaluateTargetHealth(alias.evaluates())
                                .build()),
                        () -> builder.ttl(record.ttlSeconds()).records(record.records()));
    }

    private void route(Route53Record.Builder builder, RoutingSettings routing) {
        builder.setIdentifier(routing.setIdentifier());
        routing.healthCheck()
                .ifPresent(name -> builder.healthCheckId(healthChecks.ids().get(name)));
        routing.weighted()
                .ifPresent(share -> builder.weightedRoutingPolicy(Route53RecordWeightedRoutingPolicy.builder()
                        .weight(share.weight())
                        .build()));
        routing.failover()
                .ifPresent(place -> builder.failoverRoutingPolicy(Route53RecordFailoverRoutingPolicy.builder()
                        .type(place.toUpperCase(Locale.ROOT))
                        .build()));
        routing.geolocation().ifPresent(place -> {
            Route53RecordGeolocationRoutingPolicy.Builder policy = Route53RecordGeolocationRoutingPolicy.builder();
            place.continent().ifPresent(policy::continent);
            place.country().ifPresent(policy::country);
            place.subdivision().ifPresent(policy::subdivision);
            builder.geolocationRoutingPolicy(policy.build());
        });
    }
}
