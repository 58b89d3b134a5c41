package groundplan.pricing;

/** Determines the lines of a bill from a resource and its assumed usage. */
@FunctionalInterface
interface Meter {
    /** Determines the lines of a resource. */
    void read(Subject subject, Usage usage, Bill bill);
}
