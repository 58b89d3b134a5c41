package groundplan.dnsrecord;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.HealthCheckSettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Settings of records in a zone of another unit. Records of one name may be spread over units, such as those of regions. */
public record DnsRecordSettings(
        @Setting(value = "Records by name in Terraform.", min = 1) Map<String, RecordSettings> records,
        @Setting(value = "What Route 53 keeps asking, by name, for records that change over.", byDefault = "{}")
                Map<String, HealthCheckSettings> healthChecks,
        @Setting(value = "Unit with the zone.", byDefault = "dns") @Reads("dns") String dns)
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
                    "is told from '" + other + "' by nothing; give routing.set_identifier");
            Boolean before = routed.putIfAbsent(
                    record.name() + " " + record.type(), record.routing().isPresent());
            check.that(
                    before == null || before == record.routing().isPresent(),
                    "records." + key,
                    "of one name and type either all records have routing or there is one");
            record.routing()
                    .flatMap(RoutingSettings::healthCheck)
                    .ifPresent(name -> check.that(
                            healthChecks.containsKey(name),
                            "records." + key + ".routing.health_check",
                            "there is no health check '" + name + "', but " + new TreeSet<>(healthChecks.keySet())));
        });
        HealthCheckSettings.check(healthChecks, "health_checks", check);
    }
}
