package groundplan.pricing;

import java.util.Map;
import java.util.TreeMap;

/** How the resource types of one service are charged. */
final class Tariff {
    private final Map<String, Charge> charges = new TreeMap<>();

    /** A type that is billed by quantities. */
    Tariff metered(String type, Meter meter) {
        return put(type, new Charge.Metered(meter));
    }

    /** Types that are included in the price of another resource. */
    Tariff partOf(String what, String... types) {
        for (String type : types) {
            put(type, new Charge.PartOf(what));
        }
        return this;
    }

    /** Types that are free of charge. */
    Tariff free(String... types) {
        for (String type : types) {
            put(type, new Charge.Free());
        }
        return this;
    }

    /** All types. */
    Map<String, Charge> charges() {
        return charges;
    }

    private Tariff put(String type, Charge charge) {
        if (charges.put(type, charge) != null) {
            throw new IllegalStateException(type + " is in two tariffs");
        }
        return this;
    }
}
