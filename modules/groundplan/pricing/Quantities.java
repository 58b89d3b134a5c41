package groundplan.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as people write them. */
final class Quantities {
    private static final int DECIMALS = 4;

    private Quantities() {}

    /** Without a fraction that says nothing. */
    static String plain(double number) {
        return BigDecimal.valueOf(number)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
