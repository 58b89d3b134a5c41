package groundplan.iam;

import java.util.List;
import java.util.TreeSet;

/**
 * What a policy allows that an earlier version of it did not, whether it is attached to an identity or to a resource. The order of
 * statements and of their values, their ids and how the text is formatted do not matter.
 *
 * @param grants what is allowed now and was not, such as {@code s3:GetObject on arn:aws:s3:::reports/*}
 * @param wide those of them that name every action of a service on every resource, every action, or everybody
 * @param conditions what was allowed under a condition, and is now without it or under another one that accepts more
 * @param denials what was denied and is no longer
 */
public record PolicyComparison(List<String> grants, List<String> wide, List<String> conditions, List<String> denials) {
    private static final String ALLOW = "Allow";
    private static final String DENY = "Deny";

    /**
     * Compares two versions.
     *
     * @param before the policy as JSON; empty if there was none
     * @param after the policy as JSON; empty if there is none any more
     */
    public static PolicyComparison of(String before, String after) {
        List<PolicyGrant> allowed = PolicyGrant.of(before, ALLOW);
        TreeSet<String> grown = new TreeSet<>();
        TreeSet<String> wide = new TreeSet<>();
        TreeSet<String> conditions = new TreeSet<>();
        for (PolicyGrant grant : PolicyGrant.of(after, ALLOW)) {
            List<PolicyGrant> covering =
                    allowed.stream().filter(old -> old.covers(grant)).toList();
            if (covering.stream().anyMatch(old -> old.includes(grant))) {
                continue;
            }
            if (!covering.isEmpty() && !(grant.wide() && covering.stream().noneMatch(PolicyGrant::wide))) {
                conditions.add(grant.shown());
                continue;
            }
            grown.add(grant.shown());
            if (grant.wide()) {
                wide.add(grant.shown());
            }
        }
        TreeSet<String> denials = new TreeSet<>();
        List<PolicyGrant> denied = PolicyGrant.of(after, DENY);
        for (PolicyGrant grant : PolicyGrant.of(before, DENY)) {
            if (denied.stream().noneMatch(now -> now.includes(grant))) {
                denials.add(grant.shown());
            }
        }
        return new PolicyComparison(
                List.copyOf(grown), List.copyOf(wide), List.copyOf(conditions), List.copyOf(denials));
    }
}
