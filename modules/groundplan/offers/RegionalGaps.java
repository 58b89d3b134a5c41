package groundplan.offers;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The types of resources that some regions do not have. */
public final class RegionalGaps {
    private static final OfferTable TABLE = OfferTable.read("regional-gaps.csv");
    private static final Map<String, Set<String>> MISSING = missing();

    private RegionalGaps() {}

    /** Whether there are resources of a type, such as {@code aws_amplify_app}, in a region. */
    public static boolean has(String type, String region) {
        return !MISSING.getOrDefault(type, Set.of()).contains(region);
    }

    /**
     * Why there are none; empty when there are.
     *
     * @param what the service or feature, in AWS's words
     */
    public static Optional<String> problem(String type, String region, String what) {
        return has(type, region)
                ? Optional.empty()
                : Optional.of("AWS has no " + what + " in " + region + " (data of " + TABLE.date() + ")");
    }

    private static Map<String, Set<String>> missing() {
        Map<String, Set<String>> missing = new TreeMap<>();
        TABLE.rows().forEach(row -> missing.put(row.get(0), new HashSet<>(OfferTable.list(row.get(1)))));
        return missing;
    }
}
