package groundplan.waf;

import groundplan.kernel.Nearest;
import java.util.List;
import java.util.Optional;

/** The rule groups of AWS. Source: "AWS Managed Rules rule groups list" in AWS WAF's Developer Guide, on 2026-11-30. */
final class ManagedRuleGroups {
    private static final List<String> KNOWN = List.of(
            "AWSManagedRulesAdminProtectionRuleSet",
            "AWSManagedRulesAmazonIpReputationList",
            "AWSManagedRulesAnonymousIpList",
            "AWSManagedRulesBotControlRuleSet",
            "AWSManagedRulesCommonRuleSet",
            "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesLinuxRuleSet",
            "AWSManagedRulesPHPRuleSet",
            "AWSManagedRulesSQLiRuleSet",
            "AWSManagedRulesUnixRuleSet",
            "AWSManagedRulesWindowsRuleSet",
            "AWSManagedRulesWordPressRuleSet");

    /** Groups that AWS refuses without a configuration, such as the path on which people sign in. */
    private static final List<String> CONFIGURED =
            List.of("AWSManagedRulesACFPRuleSet", "AWSManagedRulesATPRuleSet", "AWSManagedRulesAntiDDoSRuleSet");

    private ManagedRuleGroups() {}

    /** Why a web ACL cannot have the group. */
    static Optional<String> problem(String group) {
        if (CONFIGURED.contains(group)) {
            return Optional.of(
                    "'" + group + "' needs a configuration of its own, which this kind has not; leave it out");
        }
        return KNOWN.contains(group)
                ? Optional.empty()
                : Optional.of(
                        "AWS has no rule group '" + group + "'" + Nearest.hint(group, KNOWN) + "; it has " + KNOWN);
    }
}
