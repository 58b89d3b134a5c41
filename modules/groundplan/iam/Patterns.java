package groundplan.iam;

import java.util.List;

/**
 * The actions, resources or principals of a statement: one pattern, or all but some.
 *
 * @param allBut whether they are all except those that match
 * @param patterns one pattern; several if {@code allBut}
 */
record Patterns(boolean allBut, List<String> patterns) {
    private static final String ANY = "*";

    static Patterns of(String pattern) {
        return new Patterns(false, List.of(pattern));
    }

    /** Whether everything that the other patterns match is matched by these too. */
    boolean covers(Patterns other) {
        if (everything() || equals(other)) {
            return true;
        }
        if (!allBut) {
            return !other.allBut && Wildcards.match(first(), other.first()) == Certainty.YES;
        }
        return other.allBut
                ? patterns.stream().allMatch(out -> other.patterns.stream()
                        .anyMatch(wider -> Wildcards.match(wider, out) == Certainty.YES))
                : patterns.stream().allMatch(out -> Wildcards.match(out, other.first()) == Certainty.NO);
    }

    /** Whether it is a single pattern that matches anything. */
    boolean everything() {
        return !allBut && first().equals(ANY);
    }

    /** Whether the statement has no such element, as an identity-based policy has no principal. */
    boolean missing() {
        return !allBut && first().isEmpty();
    }

    String first() {
        return patterns.isEmpty() ? "" : patterns.get(0);
    }

    @Override
    public String toString() {
        return allBut ? "all but " + String.join(", ", patterns) : first();
    }
}
