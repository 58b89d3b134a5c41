package groundplan.offers;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The versions of engines that ElastiCache offers. AWS adds none to Redis: what follows its 7.1 is called Valkey. */
public final class CacheVersions {
    private static final Map<String, List<String>> OFFERED = OfferTable.read("cache-versions.csv").rows().stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.get(0), row -> OfferTable.list(row.get(1))));

    private CacheVersions() {}

    /**
     * The versions of an engine, in ascending order.
     *
     * @param engine {@code redis} or {@code valkey}
     */
    public static List<String> of(String engine) {
        return OFFERED.get(engine);
    }
}
