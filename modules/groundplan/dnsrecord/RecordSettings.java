package groundplan.dnsrecord;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
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
    static final String NAME = "(\\*|[a-z0-9_-]+)(\\.[a-z0-9_-]+)*";

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
    }

    /** The identity of the record among those of the unit. */
    String identity() {
        return name + " " + type + " "
                + routing.map(RoutingSettings::setIdentifier).orElse("");
    }
}
