package groundplan.pricing;

import java.math.BigDecimal;

/**
 * One price of the table.
 *
 * @param key {@code <service>.<what>}
 * @param service how the service is called
 * @param unit what one costs so much
 * @param amount in the table's currency
 */
public record Price(String key, String service, String unit, BigDecimal amount) {}
