package groundplan.controls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rows 9 to 18: load balancers and their firewall. */
final class LoadBalancerRules {
    private static final Set<String> TLS = Set.of(
            "ELBSecurityPolicy-TLS13-1-2-2021-06",
            "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
            "ELBSecurityPolicy-TLS13-1-3-2021-06");
    private static final List<String> GROUPS = List.of(
            "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesAnonymousIpList",
            "AWSManagedRulesCommonRuleSet",
            "AWSManagedRulesAmazonIpReputationList");

    private LoadBalancerRules() {}

    static final List<Rule> ALL = List.of(
            Rule.everywhere(9, "listeners speak TLS 1.2 and 1.3 only", inspection -> {
                inspection.each("aws_lb_listener", listener -> {
                    boolean https = listener.text("protocol").equals("HTTPS");
                    inspection.require(
                            !https || TLS.contains(listener.text("ssl_policy")),
                            listener,
                            "has ssl_policy '" + listener.text("ssl_policy") + "'");
                    inspection.require(
                            !https || listener.body().has("certificate_arn"), listener, "has no certificate_arn");
                });
                inspection.each(
                        "aws_lb",
                        balancer -> inspection.require(
                                inspection
                                        .others("aws_lb_listener")
                                        .anyMatch(listener -> balancer.isNamedBy(listener.text("load_balancer_arn"))
                                                && listener.text("protocol").equals("HTTPS")),
                                balancer,
                                "has no HTTPS listener"));
            }),
            Rule.everywhere(
                    10,
                    "a plain HTTP listener only redirects",
                    inspection -> inspection.each(
                            "aws_lb_listener",
                            listener -> inspection.require(
                                    !listener.text("protocol").equals("HTTP")
                                            || listener.text("default_action.type")
                                                            .equals("redirect")
                                                    && listener.text("default_action.redirect.protocol")
                                                            .equals("HTTPS")
                                                    && listener.text("default_action.redirect.status_code")
                                                            .equals("HTTP_301"),
                                    listener,
                                    "serves plain HTTP"))),
            Rule.everywhere(
                    11,
                    "load balancers drop headers that are not valid",
                    inspection -> inspection.each(
                            "aws_lb",
                            balancer -> inspection.require(
                                    balancer.isTrue("drop_invalid_header_fields"),
                                    balancer,
                                    "has drop_invalid_header_fields off"))),
            Rule.everywhere(
                    12,
                    "load balancers stop smuggled requests",
                    inspection -> inspection.each(
                            "aws_lb",
                            balancer -> inspection.require(
                                    balancer.text("desync_mitigation_mode").matches("strictest|defensive"),
                                    balancer,
                                    "has desync_mitigation_mode '" + balancer.text("desync_mitigation_mode") + "'"))),
            Rule.everywhere(
                    13,
                    "load balancers keep access logs",
                    inspection -> inspection.each(
                            "aws_lb",
                            balancer -> inspection.require(
                                    balancer.isTrue("access_logs.enabled"), balancer, "has access_logs off"))),
            Rule.inProd(
                    14,
                    "a load balancer is not deleted by mistake",
                    inspection -> inspection.each(
                            "aws_lb",
                            balancer -> inspection.require(
                                    balancer.isTrue("enable_deletion_protection"),
                                    balancer,
                                    "has enable_deletion_protection off"))),
            Rule.everywhere(
                    15,
                    "load balancers stand in two zones",
                    inspection -> inspection.each(
                            "aws_lb",
                            balancer -> inspection.require(
                                    Set.copyOf(balancer.blocks("subnets")).size() >= 2,
                                    balancer,
                                    "has fewer than two subnets"))),
            Rule.inProd(
                    16,
                    "a public load balancer is behind a web ACL",
                    inspection -> inspection.each(
                            "aws_lb",
                            balancer -> inspection.require(
                                    balancer.isTrue("internal")
                                            || inspection
                                                    .others("aws_wafv2_web_acl_association")
                                                    .anyMatch(association ->
                                                            balancer.isNamedBy(association.text("resource_arn"))),
                                    balancer,
                                    "has no aws_wafv2_web_acl_association"))),
            Rule.inProd(17, "web ACLs block known attacks and too many requests", LoadBalancerRules::webAcl),
            Rule.inProd(
                    18,
                    "web ACLs keep logs",
                    inspection -> inspection.each(
                            "aws_wafv2_web_acl",
                            acl -> inspection.require(
                                    inspection
                                            .others("aws_wafv2_web_acl_logging_configuration")
                                            .anyMatch(log -> acl.isNamedBy(log.text("resource_arn"))),
                                    acl,
                                    "has no aws_wafv2_web_acl_logging_configuration"))));

    private static void webAcl(Inspection inspection) {
        inspection.each("aws_wafv2_web_acl", acl -> {
            Set<String> groups = new TreeSet<>();
            boolean rate = false;
            for (JsonNode rule : acl.blocks("rule")) {
                String name = rule.path("name").asText();
                String group = Resource.at(rule, "statement.managed_rule_group_statement.name")
                        .asText("");
                if (!group.isEmpty()) {
                    groups.add(group);
                    inspection.require(
                            Resource.at(rule, "override_action.count").isMissingNode(), acl, "only counts " + name);
                }
                rate |= !Resource.at(rule, "statement.rate_based_statement").isMissingNode()
                        && !Resource.at(rule, "action.block").isMissingNode();
                inspection.require(
                        Resource.at(rule, "visibility_config.cloudwatch_metrics_enabled")
                                .asBoolean(),
                        acl,
                        "has no metrics of rule " + name);
            }
            GROUPS.forEach(group -> inspection.require(groups.contains(group), acl, "has no rule group " + group));
            inspection.require(rate, acl, "has no rate_based_statement that blocks");
        });
    }
}
