package groundplan.pricing;

import java.math.BigDecimal;

/**
 * One price of the table.
 *
 * @param key {@code <service>.<what>}
 * @param service the name of the service
 * @param unit the unit that the amount is for
 * @param amount the price of one unit, in the table's currency
 */
public record Price(String key, String service, String unit, BigDecimal amount) {}
