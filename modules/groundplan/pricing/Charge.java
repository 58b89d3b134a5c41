package groundplan.pricing;

/** How AWS charges for the resources of a type. */
sealed interface Charge {
    /** By quantities that a meter determines. */
    record Metered(Meter meter) implements Charge {}

    /** Included in the price of another resource. */
    record PartOf(String what) implements Charge {}

    /** Free of charge. */
    record Free() implements Charge {}
}
