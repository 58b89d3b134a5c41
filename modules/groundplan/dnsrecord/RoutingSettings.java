package groundplan.dnsrecord;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.parts.Countries;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings of the routing policy among several records of one name and type. */
public record RoutingSettings(
        @Setting(
                        value = "Set identifier: unique among the records of the same name and type.",
                        pattern = "[\\x21-\\x7e]{1,128}")
                String setIdentifier,
        @Setting("Weighted routing. Left out: none.") Optional<Weighted> weighted,
        @Setting(
                        value =
                                "Failover routing: primary is used while its health check is healthy, secondary otherwise. Left out:"
                                        + " none.",
                        oneOf = {"primary", "secondary"})
                Optional<String> failover,
        @Setting("Geolocation routing. Left out: none.") Optional<Geolocation> geolocation,
        @Setting(
                        value =
                                "Name of one of health_checks that must be healthy for this record to be used. Left out: none.",
                        pattern = Setting.WORDS)
                Optional<String> healthCheck)
        implements Checked {

    /** Settings of weighted routing. */
    public record Weighted(
            @Setting(value = "This record's weight among those of its name and type; 0 for none.", min = 0, max = 255)
                    int weight) {}

    /** Settings of geolocation routing. The record with the smallest matching area applies. */
    public record Geolocation(
            @Setting(
                            value = "Continent.",
                            oneOf = {"AF", "AN", "AS", "EU", "NA", "OC", "SA"})
                    Optional<String> continent,
            @Setting(value = "Two-letter country code; * for the default record.", pattern = "[A-Z]{2}|\\*")
                    Optional<String> country,
            @Setting(value = "State of the US or oblast of Ukraine.", pattern = "[A-Z0-9]{1,3}")
                    Optional<String> subdivision)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(continent.isPresent() != country.isPresent(), "country", "set either continent or country");
            country.filter(code -> !code.equals("*"))
                    .ifPresent(code -> Countries.check(List.of(code), "country", check));
            check.that(
                    subdivision.isEmpty()
                            || country.filter(in -> in.matches("US|UA")).isEmpty()
                            || Subdivisions.has(country.get(), subdivision.get()),
                    "subdivision",
                    "'" + subdivision.orElse("") + "' is not the code of a part of this country, such as "
                            + (country.equals(Optional.of("UA")) ? "30 for Kyiv" : "TX for Texas"));
            check.that(
                    subdivision.isEmpty()
                            || country.filter(in -> in.matches("US|UA")).isPresent(),
                    "subdivision",
                    "Route 53 supports subdivisions of US and UA only");
        }
    }

    /** The policy, and for one that is for an area or a part, which: of these, a name and type can have one record each. */
    String use() {
        return failover.map(use -> "failover " + use)
                .or(() -> geolocation.map(area -> "geolocation "
                        + area.continent().orElse("") + area.country().orElse("") + " "
                        + area.subdivision().orElse("")))
                .orElse("weighted");
    }

    /** The policy's name. */
    String policy() {
        return use().replaceFirst(" .*", "");
    }

    @Override
    public void check(Check check) {
        long policies = Stream.of(weighted, failover, geolocation)
                .filter(Optional::isPresent)
                .count();
        check.that(
                policies == 1, "weighted", "set exactly one of weighted, failover and geolocation; found " + policies);
    }
}
