package groundplan.controls;

/**
 * Something that a control does not allow.
 *
 * @param unit the unit's path, such as {@code shop/prod/us-east-1/network}
 * @param check a checkov policy such as {@code CKV_AWS_16}, or {@code row-33} for a rule of our own
 * @param address the resource as a plan names it
 * @param message what is wrong
 */
record Finding(String unit, String check, String address, String message) implements Comparable<Finding> {
    /** What identifies the finding, whichever scan it comes from. */
    String key() {
        return unit + " " + check + " " + address;
    }

    @Override
    public int compareTo(Finding other) {
        return key().compareTo(other.key());
    }

    @Override
    public String toString() {
        return unit + ": " + address + ": " + check + " " + message;
    }
}
