package groundplan.dns;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.PublicZone;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import groundplan.parts.HealthCheckSettings;
import groundplan.parts.RecordValues;
import groundplan.parts.RetentionDays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings of a public zone. */
public record DnsSettings(
        @Setting(value = "Domain name of the zone.", pattern = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}")
                String zoneName,
        @Setting(value = "Fixed records, by name.", byDefault = "{}") Map<String, Entry> records,
        @Setting(
                        value = "Delegations: name below this zone, and the unit with the delegated zone.",
                        byDefault = "{}",
                        names = DnsSettings.LABELS,
                        namesForm = TextForm.NAMED)
                @Reads(value = "dns", byValue = true)
                Map<String, String> delegations,
        @Setting(value = "TTL of delegations, in seconds.", byDefault = "3600", min = 60, max = 172800)
                int delegationTtlSeconds,
        @Setting(value = "Route 53 health checks, by name: for failover" + " records.", byDefault = "{}")
                Map<String, HealthCheckSettings> healthChecks,
        @Setting(value = "Enable query logging.", byDefault = "true") boolean queryLog,
        @Setting(value = "Retention of the query log, in days.", byDefault = "365", min = 1, max = 3653)
                int queryLogRetentionInDays,
        @Setting(
                        value =
                                "Enable DNSSEC signing; resolvers validate the signatures once the parent zone contains the DS record.",
                        byDefault = "true")
                boolean dnssec)
        implements Checked, PublicZone {
    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]*[a-z0-9])?";
    static final String LABELS = LABEL + "(\\." + LABEL + ")*";

    /** One record set. */
    public record Entry(
            @Setting(
                            value = "Name below the zone; empty for the zone apex.",
                            byDefault = "\"\"",
                            pattern = "(|(\\*|[a-z0-9_-]{1,63})(\\.[a-z0-9_-]{1,63})*)")
                    String name,
            @Setting(
                            value = "Type.",
                            oneOf = {"A", "AAAA", "CAA", "CNAME", "DS", "MX", "NS", "SRV", "TXT"})
                    String type,
            @Setting(value = "TTL in seconds.", byDefault = "300", min = 0, max = 604800) int ttlSeconds,
            @Setting(value = "Values; TXT values without surrounding quotes.", min = 1) List<String> records)
            implements Checked {
        @Override
        public void check(Check check) {
            boolean apex = name.isEmpty();
            check.that(
                    !type.equals("CNAME") || !apex, "type", "the zone apex cannot be a CNAME; use A or AAAA records");
            check.that(
                    !type.equals("CNAME") || records.size() == 1,
                    "records",
                    "a CNAME has exactly one value, but this has " + records.size());
            check.that(
                    !List.of("NS", "DS").contains(type) || !apex,
                    "type",
                    "Route 53 manages the " + type + " record of the zone apex; set the name of the delegated zone");
            RecordValues.check(type, records, "records", check);
        }
    }

    @Override
    public void check(Check check) {
        HealthCheckSettings.check(healthChecks, "health_checks", check);
        RetentionDays.check(queryLogRetentionInDays, "query_log_retention_in_days", check);
        Map<String, String> taken = new TreeMap<>();
        records.forEach((key, entry) -> {
            records.forEach((name, other) -> check.that(
                    !entry.type().equals("CNAME")
                            || name.equals(key)
                            || other.type().equals("CNAME")
                            || !other.name().equals(entry.name()),
                    "records." + key + ".type",
                    "a name with a CNAME can have no other record, but '" + name + "' has this name too"));
            String other = taken.putIfAbsent(entry.name() + " " + entry.type(), key);
            check.that(
                    other == null,
                    "records." + key,
                    "the name and type are the same as those of '" + other + "'; put all values in one record");
            delegations
                    .keySet()
                    .forEach(label -> check.that(
                            !("." + entry.name()).endsWith("." + label),
                            "records." + key,
                            "'" + label + "' is delegated: the record belongs in that zone"));
        });
    }
}
