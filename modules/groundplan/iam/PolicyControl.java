package groundplan.iam;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who can still change a resource's policy, and use the resource. A key whose policy does not name the account can be used by no
 * IAM policy, and only AWS's support can open a resource again whose policy denies everything to everybody.
 */
public final class PolicyControl {
    private static final Pattern ROOT = Pattern.compile("arn:[^:]+:iam::\\d+:root");

    private static final Pattern PRINCIPAL = Pattern.compile("arn:[^:]+:(?:iam|sts)::(\\d{12}):.*");
    private static final Set<String> WRITES = Set.of("s3:putobject", "s3:getbucketacl");

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

    /**
     * A statement that denies an action to all but some principals, or to whoever does not come from a network; empty if there is none.
     *
     * @param policy the resource's policy as JSON
     * @param action the action that changes it, such as {@code s3:PutBucketPolicy}
     */
    public static Optional<String> deniedToMost(String policy, String action) {
        return PolicyGrant.of(policy, "Deny").stream()
                .filter(denial -> denial.names(action))
                .filter(denial ->
                        denial.principal().allBut() && denial.conditions().none()
                                || denial.principal().everything()
                                        && denial.conditions().onlyFromNetwork())
                .map(denial -> denial.shown()
                        + (denial.conditions().none() ? "" : " unless the request comes from one network"))
                .findFirst();
    }

    /** Whether a policy without principals denies everything on everything, whatever the conditions. */
    public static boolean deniesEverything(String policy) {
        return PolicyGrant.of(policy, "Deny").stream()
                .anyMatch(denial -> denial.conditions().none()
                        && denial.action().everything()
                        && denial.resource().everything());
    }

    /** Whether a policy allows every action on every resource without a condition, as the usual policy of an organization does. */
    public static boolean allowsEverything(String policy) {
        return PolicyGrant.of(policy, "Allow").stream()
                .anyMatch(grant -> grant.conditions().none()
                        && grant.action().everything()
                        && grant.resource().everything());
    }

    /**
     * The accounts to whose principals a policy allows more than to write objects, as AWS's own accounts do with logs.
     *
     * @param policy the resource's policy as JSON
     */
    public static Set<String> namedAccounts(String policy) {
        return PolicyGrant.of(policy, "Allow").stream()
                .filter(grant -> !WRITES.contains(grant.action().first().toLowerCase(Locale.ROOT)))
                .map(grant -> PRINCIPAL.matcher(grant.principal().first()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The principals, other than accounts, that a policy allows an action without naming another one that includes them.
     *
     * @param policy the resource's policy as JSON
     * @param action such as {@code kms:Decrypt}
     */
    public static Set<String> services(String policy, String action) {
        return PolicyGrant.of(policy, "Allow").stream()
                .filter(grant -> grant.names(action))
                .map(grant -> grant.principal().first())
                .filter(principal -> principal.endsWith(".amazonaws.com"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
