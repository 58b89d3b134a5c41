package groundplan.dnsrecord;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings of which of several records of one name and type is the answer. */
public record RoutingSettings(
        @Setting(
                        value = "What tells this record from the others of its name and type.",
                        pattern = "[\\x21-\\x7e]{1,128}")
                String setIdentifier,
        @Setting("Share of the answers. Left out: not by shares.") Optional<Weighted> weighted,
        @Setting(
                        value =
                                "Whether this is the answer while its check is well, or while the primary's is not. Left out: not"
                                        + " by health.",
                        oneOf = {"primary", "secondary"})
                Optional<String> failover,
        @Setting("Where those who ask are. Left out: not by place.") Optional<Geolocation> geolocation,
        @Setting(
                        value = "Check of health_checks that must be well for this to be an answer. Left out: none.",
                        pattern = Setting.WORDS)
                Optional<String> healthCheck)
        implements Checked {

    /** Settings of a share of the answers. */
    public record Weighted(
            @Setting(value = "This record's weight among those of its name and type; 0 for none.", min = 0, max = 255)
                    int weight) {}

    /** Settings of where those who ask are. The smallest area that has a record of its own counts. */
    public record Geolocation(
            @Setting(
                            value = "Continent.",
                            oneOf = {"AF", "AN", "AS", "EU", "NA", "OC", "SA"})
                    Optional<String> continent,
            @Setting(
                            value = "Country by its two letters; * for everybody whose place has no record.",
                            pattern = "[A-Z]{2}|\\*")
                    Optional<String> country,
            @Setting(value = "State of the US or oblast of Ukraine.", pattern = "[A-Z0-9]{1,3}")
                    Optional<String> subdivision)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(continent.isPresent() != country.isPresent(), "country", "a place is a continent or a country");
            check.that(
                    subdivision.isEmpty()
                            || country.filter(in -> in.matches("US|UA")).isPresent(),
                    "subdivision",
                    "Route 53 knows subdivisions of the countries US and UA only");
        }
    }

    @Override
    public void check(Check check) {
        long policies = Stream.of(weighted, failover, geolocation)
                .filter(Optional::isPresent)
                .count();
        check.that(
                policies == 1,
                "weighted",
                "answers are chosen in one way: give weighted, failover or geolocation, found " + policies
                        + " of them");
    }
}
