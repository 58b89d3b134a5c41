package groundplan.pricing;

import java.math.BigDecimal;

/**
 * One line of a bill.
 *
 * @param item what is paid for
 * @param price the list price
 * @param quantity how many units a month
 * @param paid what one unit costs: the list price, or less with a discount
 * @param monthly the month's cost, in whole cents: sums of lines are sums of what is shown
 */
public record Line(String item, Price price, double quantity, BigDecimal paid, BigDecimal monthly) {}
