package groundplan.iam;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who can still change a resource's policy, and use the resource. A key whose policy does not name the account can be used by no
 * IAM policy, and only AWS's support can open a resource again whose policy denies everything to everybody.
 */
public final class PolicyControl {
    private static final Pattern ROOT = Pattern.compile("arn:[^:]+:iam::\\d+:root");

    private PolicyControl() {}

    /**
     * The accounts whose IAM policies decide on an action, since the policy allows it to them as a whole and without a condition.
     *
     * @param policy the resource's policy as JSON
     * @param action such as {@code kms:PutKeyPolicy}
     */
    public static Set<String> accounts(String policy, String action) {
        return PolicyGrant.of(policy, "Allow").stream()
                .filter(grant -> grant.conditions().none() && grant.names(action))
                .map(grant -> grant.principal().first())
                .filter(principal -> ROOT.matcher(principal).matches() || principal.equals("*"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A statement that denies everybody to change the policy, whatever the conditions; empty if there is none.
     *
     * @param policy the resource's policy as JSON
     * @param action the action that changes it, such as {@code s3:PutBucketPolicy}
     */
    public static Optional<String> deniedToAll(String policy, String action) {
        Set<String> accounts = accounts(policy, action);
        return PolicyGrant.of(policy, "Deny").stream()
                .filter(denial -> denial.conditions().none()
                        && denial.names(action)
                        && (denial.principal().everything()
                                || accounts.contains(denial.principal().first())))
                .map(PolicyGrant::shown)
                .findFirst();
    }
}
