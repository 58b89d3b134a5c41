package groundplan.iam;

/**
 * Whether a role may do something.
 *
 * @param outcome what AWS would answer
 * @param reason why not, in AWS's words; empty when it may
 */
public record AccessDecision(Outcome outcome, String reason) {
    /** What AWS would answer. */
    public enum Outcome {
        /** Yes. */
        ALLOWED,
        /** No. */
        REFUSED,
        /** That depends on a name or on a condition key that is not known yet. */
        UNDECIDED
    }

    static final AccessDecision ALLOWED = new AccessDecision(Outcome.ALLOWED, "");
    static final AccessDecision UNDECIDED =
            new AccessDecision(Outcome.UNDECIDED, "depends on a name or condition that is not known yet");

    static AccessDecision denied(String where) {
        return new AccessDecision(Outcome.REFUSED, "explicit deny in " + where);
    }

    static AccessDecision notAllowed(String which) {
        return new AccessDecision(Outcome.REFUSED, which + " allows it");
    }

    /** Whether AWS would refuse it. */
    public boolean refused() {
        return outcome == Outcome.REFUSED;
    }
}
