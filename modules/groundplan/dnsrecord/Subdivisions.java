package groundplan.dnsrecord;

import java.util.Map;
import java.util.Set;

/**
 * Parts of countries that Route 53 answers by: the states of the USA, and the regions of Ukraine. Sources: the member {@code
 * SubdivisionCode} of GeoLocation in Amazon Route 53's API, and ISO 3166-2.
 */
final class Subdivisions {
    private static final Map<String, Set<String>> OF = Map.of(
            "US",
            Set.of(
                    ("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA"
                                    + " RI SC SD TN TX UT VT VA WA WV WI WY")
                            .split(" ")),
            "UA",
            Set.of("05 07 09 12 14 18 21 23 26 30 32 35 40 43 46 48 51 53 56 59 61 63 65 68 71 74 77".split(" ")));

    private Subdivisions() {}

    static boolean has(String country, String subdivision) {
        return OF.get(country).contains(subdivision);
    }
}
