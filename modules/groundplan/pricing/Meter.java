package groundplan.pricing;

/** Turns a resource, and what is assumed to be used of it, into the lines of a bill. */
@FunctionalInterface
interface Meter {
    /** Reads the resource. */
    void read(Subject subject, Usage usage, Bill bill);
}
