package groundplan.pricing;

import java.math.BigDecimal;
import java.util.List;

/**
 * The monthly cost of one resource.
 *
 * @param resource the resource
 * @param status how it is charged
 * @param note what it is included in, or why its cost is unknown; otherwise empty
 * @param lines its cost; empty unless it is {@link Status#PRICED}
 */
public record ResourceCost(Resource resource, Status status, String note, List<Line> lines) {
    /** How a resource is charged. */
    public enum Status {
        /** By the lines of its bill; there are none when no usage is assumed. */
        PRICED,
        /** Included in the price of another resource. */
        PART,
        /** Free of charge. */
        FREE,
        /** Unknown: its type has no tariff, or an attribute cannot be read. */
        UNKNOWN
    }

    /** The total of its lines. */
    public BigDecimal monthly() {
        return lines.stream().map(Line::monthly).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }
}
