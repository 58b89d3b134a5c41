package groundplan.dnsrecord;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.parts.RecordValues;
import java.util.List;
import java.util.Optional;

/** Settings of one record set: values, or an alias to another unit's resource. */
public record RecordSettings(
        @Setting(
                        value = "Name below the zone; empty for the zone apex.",
                        byDefault = "\"\"",
                        pattern = "(|" + RecordSettings.NAME + ")")
                String name,
        @Setting(
                        value = "Type.",
                        byDefault = "A",
                        oneOf = {"A", "AAAA", "CAA", "CNAME", "MX", "SRV", "TXT"})
                String type,
        @Setting(
                        value = "TTL of values in seconds; an alias has the TTL of its target.",
                        byDefault = "300",
                        min = 0,
                        max = 604800)
                int ttlSeconds,
        @Setting(value = "Values; TXT values without surrounding quotes. Empty: it is an alias.", byDefault = "[]")
                List<String> records,
        @Setting("Target of an alias. Left out: it has values.") Optional<AliasSettings> alias,
        @Setting(
                        "Routing policy, among several records of its name and type. Left out: simple routing with a single record.")
                Optional<RoutingSettings> routing)
        implements Checked {
    /** A name below the zone. */
    static final String NAME = "(\\*|[a-z0-9_-]{1,63})(\\.[a-z0-9_-]{1,63})*";

    @Override
    public void check(Check check) {
        check.that(
                alias.flatMap(AliasSettings::record)
                        .filter(target -> target.equals(name))
                        .isEmpty(),
                "alias.record",
                "this is the record's own name; an alias needs another one");
        check.that(alias.isPresent() == records.isEmpty(), "records", "set either records (values) or alias");
        check.that(
                alias.isEmpty() || List.of("A", "AAAA").contains(type),
                "type",
                "an alias must be of type A or AAAA, not " + type);
        check.that(
                !type.equals("CNAME") || !name.isEmpty(),
                "type",
                "the zone apex cannot be a CNAME; use an alias, or A or AAAA records");
        check.that(
                !type.equals("CNAME") || records.size() == 1,
                "records",
                "a CNAME has exactly one value, but this has " + records.size());
        RecordValues.check(type, records, "records", check);
        check.that(
                alias.isPresent()
                        || routing.filter(given -> given.failover().equals(Optional.of("primary"))
                                        && given.healthCheck().isEmpty())
                                .isEmpty(),
                "routing.health_check",
                "Route 53 requires a health check of a primary record with values");
    }

    /** The identity of the record among those of the unit. */
    String identity() {
        return name + " " + type + " "
                + routing.map(RoutingSettings::setIdentifier).orElse("");
    }
}
