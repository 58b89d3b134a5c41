package groundplan.pricing;

/** How AWS charges for the resources of a type. */
sealed interface Charge {
    /** By quantities that a meter reads. */
    record Metered(Meter meter) implements Charge {}

    /** With something else: what is paid for there includes it. */
    record PartOf(String what) implements Charge {}

    /** Not at all. */
    record Free() implements Charge {}
}
