package groundplan.offers;

import java.util.Optional;

/** The node types that ElastiCache offers, by region. */
public final class CacheNodeTypes {
    private static final RegionalOffers OFFERED = RegionalOffers.read("cache-node-types.csv");

    private CacheNodeTypes() {}

    /** Whether there is a type in any region. */
    public static boolean has(String type) {
        return OFFERED.has(type);
    }

    /** Why a type cannot be used in a region, with those that are nearest to it; empty when it can. */
    public static Optional<String> problem(String type, String region) {
        return OFFERED.problem(type, region);
    }
}
