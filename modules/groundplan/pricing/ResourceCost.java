package groundplan.pricing;

import java.math.BigDecimal;
import java.util.List;

/**
 * What one resource costs in a month.
 *
 * @param resource the resource
 * @param status how it is charged
 * @param note what it is part of, or why its cost is unknown; otherwise empty
 * @param lines what it costs; empty unless it is {@link Status#PRICED}
 */
public record ResourceCost(Resource resource, Status status, String note, List<Line> lines) {
    /** How a resource is charged. */
    public enum Status {
        /** By the lines of its bill; none when nothing of it is used. */
        PRICED,
        /** With something else. */
        PART,
        /** Not at all. */
        FREE,
        /** Nobody knows: its type has no tariff, or an attribute cannot be read. */
        UNKNOWN
    }

    /** The sum of its lines. */
    public BigDecimal monthly() {
        return lines.stream().map(Line::monthly).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }
}
