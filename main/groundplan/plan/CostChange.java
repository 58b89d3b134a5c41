package groundplan.plan;

import java.math.BigDecimal;

/**
 * What a plan does to the estimated cost of a month, in the currency of the price table (US dollars), two decimals.
 *
 * @param before the cost of what is there
 * @param after the cost of what will be there
 */
public record CostChange(BigDecimal before, BigDecimal after) {
    /** What is paid more, or less if negative. */
    public BigDecimal difference() {
        return after.subtract(before);
    }

    /** Whether it costs more or less. */
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
