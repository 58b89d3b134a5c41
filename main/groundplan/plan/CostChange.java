package groundplan.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a plan changes the estimated monthly cost, in the currency of the price table (US dollars), with two decimals.
 *
 * @param before the cost before the plan
 * @param after the cost after the plan
 * @param unpriced the resources after the plan whose cost is not known, and which are missing in it
 */
public record CostChange(BigDecimal before, BigDecimal after, List<String> unpriced) {
    private static final int NAMED = 3;

    public CostChange {
        unpriced = List.copyOf(unpriced);
    }

    /** A change in which every resource has a price. */
    public CostChange(BigDecimal before, BigDecimal after) {
        this(before, after, List.of());
    }

    /** The increase, or a decrease if negative. */
    public BigDecimal difference() {
        return after.subtract(before);
    }

    /** Whether the cost changes. */
    public boolean any() {
        return difference().signum() != 0;
    }

    /** The sum of both. */
    CostChange plus(CostChange other) {
        return new CostChange(
                before.add(other.before),
                after.add(other.after),
                Stream.concat(unpriced.stream(), other.unpriced.stream()).toList());
    }

    /** The sum as a sentence without a period, such as {@code at least USD 12.30 (+1.20), without aws_x.y}. */
    public String text() {
        String sum = "USD " + after.toPlainString() + " (" + (any() ? signed() : "unchanged") + ")";
        return unpriced.isEmpty()
                ? sum
                : "at least " + sum + ", without "
                        + String.join(", ", unpriced.subList(0, Math.min(NAMED, unpriced.size())))
                        + (unpriced.size() > NAMED ? " and " + (unpriced.size() - NAMED) + " more" : "")
                        + ", whose price is not known";
    }

    /** The difference with its sign, such as {@code +12.30}. */
    public String signed() {
        return (difference().signum() > 0 ? "+" : "") + difference().toPlainString();
    }
}
