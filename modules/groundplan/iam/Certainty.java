package groundplan.iam;

/** How sure it is that something holds, where part of a request is not known yet. */
enum Certainty {
    NO,
    MAYBE,
    YES;

    /** That both hold. */
    Certainty and(Certainty other) {
        return compareTo(other) < 0 ? this : other;
    }

    /** That at least one holds. */
    Certainty or(Certainty other) {
        return compareTo(other) > 0 ? this : other;
    }

    /** That it does not hold. */
    Certainty not() {
        return switch (this) {
            case NO -> YES;
            case MAYBE -> MAYBE;
            case YES -> NO;
        };
    }
}
