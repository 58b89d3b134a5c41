package groundplan.controls;

import java.util.List;

/** Mistakes in web ACLs. */
final class WebAclBreaks {
    private static final String ACL = "aws_wafv2_web_acl";

    private WebAclBreaks() {}

    static final List<Break> ALL = List.of(
            Break.rewrite(
                    "no rule against known bad inputs",
                    ACL,
                    "AWSManagedRulesKnownBadInputsRuleSet",
                    "AWSManagedRulesLinuxRuleSet"),
            Break.rewrite(
                    "no rule against hidden senders",
                    ACL,
                    "AWSManagedRulesAnonymousIpList",
                    "AWSManagedRulesLinuxRuleSet"),
            Break.rewrite(
                    "no rule against common attacks",
                    ACL,
                    "AWSManagedRulesCommonRuleSet",
                    "AWSManagedRulesLinuxRuleSet"),
            Break.rewrite(
                    "no rule against addresses of ill repute",
                    ACL,
                    "AWSManagedRulesAmazonIpReputationList",
                    "AWSManagedRulesLinuxRuleSet"),
            Break.rewrite("no rule against too many requests", ACL, "rate_based_statement", "not_statement"),
            Break.rewrite(
                    "rules count and do not block",
                    ACL,
                    "\"override_action\":{\"none\":{}}",
                    "\"override_action\":{\"count\":{}}"),
            Break.rewrite(
                    "rules without metrics",
                    ACL,
                    "\"cloudwatch_metrics_enabled\":true",
                    "\"cloudwatch_metrics_enabled\":false"),
            Break.without("web ACL without logs", "aws_wafv2_web_acl_logging_configuration"));
}
