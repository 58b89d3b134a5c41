package groundplan.plan;

import java.math.BigDecimal;

/**
 * How a plan changes the estimated monthly cost, in the currency of the price table (US dollars), with two decimals.
 *
 * @param before the cost before the plan
 * @param after the cost after the plan
 */
public record CostChange(BigDecimal before, BigDecimal after) {
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
        return new CostChange(before.add(other.before), after.add(other.after));
    }

    /** The difference with its sign, such as {@code +12.30}. */
    public String signed() {
        return (difference().signum() > 0 ? "+" : "") + difference().toPlainString();
    }
}
