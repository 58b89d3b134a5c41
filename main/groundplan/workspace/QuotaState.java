package groundplan.workspace;

import groundplan.kernel.Quota;
import groundplan.quotas.QuotaUse;

/**
 * What is used of a quota in one place, and what is allowed there.
 *
 * @param use what is used
 * @param allowed what the settings note, or AWS's default
 * @param noted whether the settings note it
 */
public record QuotaState(QuotaUse use, int allowed, boolean noted) {
    private static final double SOON = 0.5;

    /** Whether more is used than is allowed. */
    public boolean over() {
        return use.total() > allowed;
    }

    /** Whether at least half of it is used. */
    public boolean near() {
        return use.total() >= allowed * SOON;
    }

    /** Where it is counted, without the account. */
    public String place() {
        return use.quota().per() == Quota.Per.ACCOUNT
                ? "all regions"
                : use.subject().isEmpty() ? use.region() : use.subject();
    }

    /** How more is requested. */
    public String request() {
        Quota quota = use.quota();
        return quota.code()
                .map(code -> "aws service-quotas request-service-quota-increase --service-code " + quota.service()
                        + " --quota-code " + code + " --desired-value " + use.total() + " --region " + use.region())
                .orElse(quota.adjustable() ? "a case at AWS Support" : "");
    }
}
