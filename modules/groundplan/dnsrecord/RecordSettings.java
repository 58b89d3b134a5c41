package groundplan.dnsrecord;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Optional;

/** Settings of one record set: values, or an alias to something of ours. */
public record RecordSettings(
        @Setting(
                        value = "Name below the zone; empty for the zone's own.",
                        byDefault = "\"\"",
                        pattern = "(|(\\*|[a-z0-9_-]+)(\\.[a-z0-9_-]+)*)")
                String name,
        @Setting(
                        value = "Type.",
                        byDefault = "A",
                        oneOf = {"A", "AAAA", "CAA", "CNAME", "MX", "SRV", "TXT"})
                String type,
        @Setting(
                        value = "Seconds that resolvers keep values; an alias is kept as long as its target says.",
                        byDefault = "300",
                        min = 0,
                        max = 604800)
                int ttlSeconds,
        @Setting(value = "Values; a TXT value without quotes around it. Empty: it is an alias.", byDefault = "[]")
                List<String> records,
        @Setting("What it leads to. Left out: it has values.") Optional<AliasSettings> alias,
        @Setting("When it is the answer, among several of its name and type. Left out: always, and there is no other.")
                Optional<RoutingSettings> routing)
        implements Checked {
    @Override
    public void check(Check check) {
        check.that(
                alias.isPresent() == records.isEmpty(), "records", "a record has either values (records) or an alias");
        check.that(
                alias.isEmpty() || List.of("A", "AAAA").contains(type),
                "type",
                "an alias is of type A or AAAA, not " + type);
        check.that(
                !type.equals("CNAME") || !name.isEmpty(),
                "type",
                "the zone's own name cannot be a CNAME; make it an alias, or give the addresses with A or AAAA");
        check.that(
                !type.equals("CNAME") || records.size() == 1,
                "records",
                "a CNAME has one value, found " + records.size());
    }

    /** What tells it from other records of the unit. */
    String identity() {
        return name + " " + type + " "
                + routing.map(RoutingSettings::setIdentifier).orElse("");
    }
}
