package groundplan.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The monthly cost of a resource, line by line.
 *
 * @param prices the list prices
 * @param region the region of the prices
 * @param lines receives the lines
 */
record Bill(PriceTable prices, String region, List<Line> lines) {
    private static final int CENTS = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Adds a line at the list price; nothing when the quantity is 0. */
    void add(String item, String price, double quantity) {
        add(item, price, quantity, 0);
    }

    /** Adds a line at the list price with a discount in percent. */
    void add(String item, String key, double quantity, double discountPercent) {
        if (quantity <= 0) {
            return;
        }
        Price price = prices.price(key, region);
        BigDecimal share = HUNDRED.subtract(BigDecimal.valueOf(discountPercent)).divide(HUNDRED);
        BigDecimal paid = price.amount().multiply(share).stripTrailingZeros();
        BigDecimal monthly = paid.multiply(BigDecimal.valueOf(quantity)).setScale(CENTS, RoundingMode.HALF_UP);
        lines.add(new Line(item, price, quantity, paid, monthly));
    }
}
