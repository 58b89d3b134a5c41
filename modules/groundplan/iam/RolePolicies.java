package groundplan.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What decides what a role may do.
 *
 * @param name the role's name
 * @param identity its identity-based policies, attached and inline
 * @param boundary its permissions boundary
 */
public record RolePolicies(String name, List<PolicyDocument> identity, Optional<PolicyDocument> boundary) {
    /** Whether the role may do what a request asks. */
    public AccessDecision decide(AccessRequest request) {
        Certainty denied = Certainty.NO;
        for (PolicyDocument policy : policies()) {
            Certainty one = policy.applies(false, request);
            if (one == Certainty.YES) {
                return AccessDecision.denied(policy.denying(request));
            }
            denied = denied.or(one);
        }
        Certainty allowed = Certainty.NO;
        for (PolicyDocument policy : identity) {
            allowed = allowed.or(policy.applies(true, request));
        }
        if (allowed == Certainty.NO) {
            return AccessDecision.notAllowed("no identity-based policy");
        }
        Certainty bounded =
                boundary.map(policy -> policy.applies(true, request)).orElse(Certainty.YES);
        if (bounded == Certainty.NO) {
            return AccessDecision.notAllowed("no permissions boundary");
        }
        return denied.not().and(allowed).and(bounded) == Certainty.YES
                ? AccessDecision.ALLOWED
                : AccessDecision.UNDECIDED;
    }

    private List<PolicyDocument> policies() {
        List<PolicyDocument> all = new ArrayList<>(identity);
        boundary.ifPresent(all::add);
        return all;
    }
}
