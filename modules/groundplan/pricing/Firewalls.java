package groundplan.pricing;

/** Web ACLs: each rule and each managed rule group counts as one rule. */
final class Firewalls {
    private Firewalls() {}

    static Tariff tariff() {
        return new Tariff()
                .metered("aws_wafv2_web_acl", Firewalls::acl)
                .metered(
                        "aws_wafv2_rule_group",
                        (group, usage, bill) -> bill.add(
                                "rules", "waf.rule", group.blocks("rule").size()))
                .partOf("the log group that it writes to", "aws_wafv2_web_acl_logging_configuration")
                .free("aws_wafv2_ip_set", "aws_wafv2_regex_pattern_set", "aws_wafv2_web_acl_association");
    }

    private static void acl(Subject acl, Usage usage, Bill bill) {
        bill.add("web ACL", "waf.acl", 1);
        bill.add("rules", "waf.rule", acl.blocks("rule").size());
        bill.add("requests", "waf.requests_million", usage.traffic().webRequestsMillion());
        bill.add("Bot Control", "waf.bot_control", (double) acl.blocks("rule").stream()
                .filter(rule -> rule.toString().contains("AWSManagedRulesBotControlRuleSet"))
                .count());
    }
}
