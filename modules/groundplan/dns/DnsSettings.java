package groundplan.dns;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.HealthCheckSettings;
import groundplan.parts.RetentionDays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings of a public zone. */
public record DnsSettings(
        @Setting(value = "Domain name of the zone.", pattern = "([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}")
                String zoneName,
        @Setting(value = "Records that nothing else in the environment makes, by name.", byDefault = "{}")
                Map<String, Entry> records,
        @Setting(
                        value =
                                "Zones below this one that others answer for: name below the zone, and the unit that makes the zone.",
                        byDefault = "{}",
                        names = DnsSettings.LABELS)
                @Reads(value = "dns", byValue = true)
                Map<String, String> delegations,
        @Setting(value = "Seconds that resolvers keep a delegation.", byDefault = "3600", min = 60, max = 172800)
                int delegationTtlSeconds,
        @Setting(
                        value =
                                "Hosts that Route 53 asks from all over the world whether they are well, by name: for failover"
                                        + " records.",
                        byDefault = "{}")
                Map<String, HealthCheckSettings> healthChecks,
        @Setting(value = "Log every query.", byDefault = "true") boolean queryLog,
        @Setting(value = "Days that the log of queries is kept.", byDefault = "365", min = 1, max = 3653)
                int queryLogRetentionInDays,
        @Setting(
                        value =
                                "Sign the zone; resolvers check the signatures once the parent zone holds the DS record.",
                        byDefault = "true")
                boolean dnssec)
        implements Checked {
    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]*[a-z0-9])?";
    static final String LABELS = LABEL + "(\\." + LABEL + ")*";

    /** One record set. */
    public record Entry(
            @Setting(
                            value = "Name below the zone; empty for the zone's own.",
                            byDefault = "\"\"",
                            pattern = "(|(\\*|[a-z0-9_-]+)(\\.[a-z0-9_-]+)*)")
                    String name,
            @Setting(
                            value = "Type.",
                            oneOf = {"A", "AAAA", "CAA", "CNAME", "DS", "MX", "NS", "SRV", "TXT"})
                    String type,
            @Setting(value = "Seconds that resolvers keep it.", byDefault = "300", min = 0, max = 604800)
                    int ttlSeconds,
            @Setting(value = "Values; a TXT value without quotes around it.", min = 1) List<String> records)
            implements Checked {
        @Override
        public void check(Check check) {
            boolean apex = name.isEmpty();
            check.that(
                    !type.equals("CNAME") || !apex,
                    "type",
                    "the zone's own name cannot be a CNAME; give the addresses with A or AAAA");
            check.that(
                    !type.equals("CNAME") || records.size() == 1,
                    "records",
                    "a CNAME has one value, found " + records.size());
            check.that(
                    !List.of("NS", "DS").contains(type) || !apex,
                    "type",
                    "Route 53 keeps the zone's own " + type + " record; name the zone below that it is for");
            if (type.equals("A")) {
                records.forEach(value -> check.that(
                        value.matches("\\d{1,3}(\\.\\d{1,3}){3}"),
                        "records",
                        "'" + value + "' is not an IPv4 address"));
            }
        }
    }

    @Override
    public void check(Check check) {
        HealthCheckSettings.check(healthChecks, "health_checks", check);
        RetentionDays.check(queryLogRetentionInDays, "query_log_retention_in_days", check);
        Map<String, String> taken = new TreeMap<>();
        records.forEach((key, entry) -> {
            String other = taken.putIfAbsent(entry.name() + " " + entry.type(), key);
            check.that(
                    other == null,
                    "records." + key,
                    "has the name and type of '" + other + "'; give all values in one record");
            delegations
                    .keySet()
                    .forEach(label -> check.that(
                            !("." + entry.name()).endsWith("." + label),
                            "records." + key,
                            "'" + label + "' is delegated: the record belongs into that zone"));
        });
    }
}
