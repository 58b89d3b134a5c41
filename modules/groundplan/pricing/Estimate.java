package groundplan.pricing;

import java.math.BigDecimal;
import java.util.List;

/**
 * What resources cost in a month.
 *
 * @param resources one by one, by address
 */
public record Estimate(List<ResourceCost> resources) {
    /** The sum of all. */
    public BigDecimal monthly() {
        return resources.stream().map(ResourceCost::monthly).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    /** Those whose cost nobody knows. */
    public List<ResourceCost> unknown() {
        return resources.stream()
                .filter(one -> one.status() == ResourceCost.Status.UNKNOWN)
                .toList();
    }
}
