package groundplan.offers;

import java.util.Optional;

/** The instance types that EC2 offers, by region. */
public final class InstanceTypes {
    private static final RegionalOffers OFFERED = RegionalOffers.read("instance-types.csv");

    private InstanceTypes() {}

    /** Why a type cannot be used in a region, with those that are nearest to it; empty when it can. */
    public static Optional<String> problem(String type, String region) {
        return OFFERED.problem(type, region);
    }
}
