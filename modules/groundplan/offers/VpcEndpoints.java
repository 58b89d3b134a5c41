package groundplan.offers;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The services that have interface endpoints in a VPC, by the last part of the endpoint's name. Regions differ in some. */
public final class VpcEndpoints {
    private static final OfferTable TABLE = OfferTable.read("vpc-endpoints.csv");
    /** Letters that differ in a name that was meant. */
    private static final int FEW = 2;

    private static final Set<String> NAMES = names();

    private VpcEndpoints() {}

    /** Why there is no interface endpoint of a name, with the one that is nearest to it; empty when there is one. */
    public static Optional<String> problem(String service) {
        if (NAMES.contains(service)) {
            return Optional.empty();
        }
        String parts = NAMES.stream()
                .filter(name -> name.startsWith(service + "."))
                .reduce((one, other) -> one + " and " + other)
                .map(found -> "; there are " + found)
                .or(() -> nearest(service).map(name -> "; did you mean '" + name + "'?"))
                .orElse("");
        return Optional.of(
                "AWS has no interface endpoint of '" + service + "'" + parts + " (data of " + TABLE.date() + ")");
    }

    private static Optional<String> nearest(String service) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return NAMES.stream()
                .min(Comparator.comparing((String name) -> distance.apply(service, name)))
                .filter(name -> distance.apply(service, name) <= FEW);
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        TABLE.rows().forEach(row -> names.add(row.get(0)));
        return names;
    }
}
