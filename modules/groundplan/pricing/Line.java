package groundplan.pricing;

import java.math.BigDecimal;

/**
 * One line of a bill.
 *
 * @param item what is billed
 * @param price the list price
 * @param quantity how many units a month
 * @param paid the price of one unit: the list price, or less with a discount
 * @param monthly the monthly cost in whole cents, so that totals match the sum of the lines shown
 */
public record Line(String item, Price price, double quantity, BigDecimal paid, BigDecimal monthly) {}
