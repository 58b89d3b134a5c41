package groundplan.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Formats numbers for people. */
final class Quantities {
    private static final int DECIMALS = 4;

    private Quantities() {}

    /** Without a fraction that carries no information. */
    static String plain(double number) {
        return BigDecimal.valueOf(number)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
