package groundplan.dnsrecord;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.HealthCheckSettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Settings of records in another unit's zone. Records of one name may be in several units, for example in several
 * regions.
 */
public record DnsRecordSettings(
        @Setting(value = "Records by name in Terraform.", min = 1) Map<String, RecordSettings> records,
        @Setting(value = "Route 53 health checks, by name, for failover records.", byDefault = "{}")
                Map<String, HealthCheckSettings> healthChecks,
        @Setting(value = "Unit with the DNS zone.", byDefault = "dns") @Reads("dns") String dns)
        implements Checked {
    @Override
    public void check(Check check) {
        Map<String, String> taken = new TreeMap<>();
        Map<String, Boolean> routed = new TreeMap<>();
        records.forEach((key, record) -> {
            String other = taken.putIfAbsent(record.identity(), key);
            check.that(
                    other == null,
                    "records." + key,
                    "this has the same name and type as '" + other
                            + "'; set different values of routing.set_identifier");
            Boolean before = routed.putIfAbsent(
                    record.name() + " " + record.type(), record.routing().isPresent());
            check.that(
                    before == null || before == record.routing().isPresent(),
                    "records." + key,
                    "several records with the same name and type must all have routing");
            others(key, record).forEach((name, another) -> {
                check.that(
                        another.type().equals(record.type()) || !record.type().equals("CNAME"),
                        "records." + key + ".type",
                        "a name with a CNAME can have no other record, but '" + name + "' has this name too");
                if (another.type().equals(record.type()) && name.compareTo(key) < 0) {
                    checkRouting(key, record, name, another, check);
                }
            });
            record.routing()
                    .flatMap(RoutingSettings::healthCheck)
                    .ifPresent(name -> check.that(
                            healthChecks.containsKey(name),
                            "records." + key + ".routing.health_check",
                            "there is no health check '" + name + "'; there are "
                                    + new TreeSet<>(healthChecks.keySet())));
        });
        HealthCheckSettings.check(healthChecks, "health_checks", check);
    }

    /** The other records of the same name. */
    private Map<String, RecordSettings> others(String key, RecordSettings record) {
        Map<String, RecordSettings> others = new TreeMap<>(records);
        others.remove(key);
        others.values().removeIf(other -> !other.name().equals(record.name()));
        return others;
    }

    /** One policy for all records of a name and type, and each area and each part of a failover once. */
    private static void checkRouting(
            String key, RecordSettings record, String name, RecordSettings another, Check check) {
        if (record.routing().isEmpty() || another.routing().isEmpty()) {
            return;
        }
        RoutingSettings own = record.routing().get();
        RoutingSettings other = another.routing().get();
        check.that(
                own.policy().equals(other.policy()),
                "records." + key + ".routing",
                "is " + own.policy() + ", but '" + name + "' with the same name and type is " + other.policy()
                        + "; Route 53 accepts one routing policy for both");
        check.that(
                !own.policy().equals("weighted")
                        || !other.policy().equals("weighted")
                        || record.alias().isPresent()
                        || another.alias().isPresent()
                        || record.ttlSeconds() == another.ttlSeconds(),
                "records." + key + ".ttl_seconds",
                "is " + record.ttlSeconds() + ", but " + another.ttlSeconds() + " for '" + name
                        + "'; Route 53 requires the same for all weighted records of a name and type");
        check.that(
                own.policy().equals("weighted") || !own.use().equals(other.use()),
                "records." + key + ".routing." + own.policy(),
                "this is also that of '" + name + "'; Route 53 accepts it once for a name and type");
    }
}
