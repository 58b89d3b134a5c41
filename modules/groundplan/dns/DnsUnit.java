package groundplan.dns;

import com.hashicorp.cdktf.Fn;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import com.hashicorp.cdktf.providers.aws.route53_zone.Route53Zone;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import software.constructs.Construct;

/** A public zone with its fixed records, its signing key and the log of its queries. */
public final class DnsUnit extends Unit<DnsOutputs> {
  /** How settings name it. */
  public static final Kind<DnsSettings, DnsOutputs> KIND = new Kind<>("dns", Scope.GLOBAL,
      "public zone, its records, query log and DNSSEC", DnsSettings.class, DnsOutputs::of, DnsUnit::new);

  private final Route53Zone zone;

  public DnsUnit(Construct app, UnitContext context, DnsSettings settings, Wiring wiring) {
    super(app, context, wiring);
    this.zone = add("main", (scope, id) -> Route53Zone.Builder.create(scope, id)
        .name(settings.zoneName()).comment("Public zone of " + context.path().system() + " " + context.path().environment())
        .build());
    settings.records().forEach((name, entry) -> record(name, entry, settings.zoneName()));
    if (settings.queryLog()) {
      new QueryLog(this, settings, zone);
    }
    if (settings.dnssec()) {
      new Dnssec(this, zone);
    }
  }

  @Override
  public DnsOutputs outputs() {
    return new DnsOutputs(zone.getZoneId(), zone.getName(), Fn.join(",", zone.getNameServers()));
  }

  private void record(String name, DnsSettings.Entry entry, String zoneName) {
    String full = entry.name().isEmpty() ? zoneName : entry.name() + "." + zoneName;
    add(name.replace('-', '_'), (scope, id) -> Route53Record.Builder.create(scope, id)
        .zoneId(zone.getZoneId()).name(full).type(entry.type()).ttl(entry.ttlSeconds())
        // SPF macros look like templates: they are text here.
        .records(entry.records().stream().map(value -> value.replace("${", "$${").replace("%{", "%%{")).toList()).build());
  }
}
