package groundplan.pricing;

import java.math.BigDecimal;
import java.util.List;

/**
 * The monthly cost of resources.
 *
 * @param resources one by one, by address
 */
public record Estimate(List<ResourceCost> resources) {
    /** The total. */
    public BigDecimal monthly() {
        return resources.stream().map(ResourceCost::monthly).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    /** Those with unknown cost. */
    public List<ResourceCost> unknown() {
        return resources.stream()
                .filter(one -> one.status() == ResourceCost.Status.UNKNOWN)
                .toList();
    }
}
