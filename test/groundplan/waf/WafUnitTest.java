package groundplan.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.TempProject;
import groundplan.testing.UnitJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WafUnitTest {
    private static final Synthesized ENV = Synthesized.of(
            """
      kms:
      waf:
        counted_rules:
          AWSManagedRulesCommonRuleSet: [SizeRestrictions_BODY]
        clients:
          blocked_countries: [KP]
      strict:
        kind: waf
        clients:
          forwarded_ip: true
          rate_limit_per_five_minutes: 100
          allowed_countries: [DE, FR]
          hosting_providers: block
      edge:
        kind: waf
        scope: cloudfront
      """);
    private static final UnitJson WAF = ENV.unit("waf");

    @Test
    @DisplayName("row 17: AWS's rule groups look at each request, and none is overridden as a whole")
    void managedGroupsBlock() {
        Map<String, JsonNode> rules = rules(WAF);
        for (String group : List.of(
                "AWSManagedRulesKnownBadInputsRuleSet",
                "AWSManagedRulesAnonymousIpList",
                "AWSManagedRulesCommonRuleSet",
                "AWSManagedRulesAmazonIpReputationList")) {
            assertTrue(
                    rules.containsKey(group),
                    "aws_wafv2_web_acl.main has no rule " + group + " among " + rules.keySet());
            assertEquals(
                    group,
                    rules.get(group)
                            .at("/statement/managed_rule_group_statement/name")
                            .asText());
            assertTrue(rules.get(group).at("/override_action/none").isObject(), group + " override_action");
        }
    }

    @Test
    @DisplayName("row 17: one address sends only so many requests")
    void requestsOfOneAddressAreLimited() {
        JsonNode rule = rules(WAF).get("rate-limit");
        assertEquals(2000, rule.at("/statement/rate_based_statement/limit").asInt());
        assertEquals(
                300,
                rule.at("/statement/rate_based_statement/evaluation_window_sec").asInt());
        assertEquals(
                "IP",
                rule.at("/statement/rate_based_statement/aggregate_key_type").asText());
        assertTrue(rule.at("/action/block").isObject(), "rate-limit does not block");
        assertEquals(
                100,
                rules(ENV.unit("strict"))
                        .get("rate-limit")
                        .at("/statement/rate_based_statement/limit")
                        .asInt());
    }

    @Test
    @DisplayName("row 17: each rule has its metric")
    void eachRuleHasItsMetric() {
        rules(WAF).forEach((name, rule) -> {
            assertTrue(rule.at("/visibility_config/cloudwatch_metrics_enabled").asBoolean(), name + " has no metric");
            assertEquals(name, rule.at("/visibility_config/metric_name").asText());
        });
    }

    @Test
    void oneRuleOfAGroupMayCountOnly() {
        JsonNode group = rules(WAF).get("AWSManagedRulesCommonRuleSet").at("/statement/managed_rule_group_statement");
        assertEquals(1, group.path("rule_action_override").size());
        assertEquals(
                "SizeRestrictions_BODY",
                group.at("/rule_action_override/0/name").asText());
        assertTrue(group.at("/rule_action_override/0/action_to_use/count").isObject());
    }

    @Test
    void serversOfOtherCompaniesAreCountedUnlessOnlyPeopleAreExpected() {
        String overrides = "/statement/managed_rule_group_statement/rule_action_override";
        for (String unit : List.of("waf", "edge")) {
            JsonNode counted =
                    rules(ENV.unit(unit)).get("AWSManagedRulesAnonymousIpList").at(overrides);
            assertEquals(1, counted.size(), unit + ": other rules of the group block");
            assertEquals("HostingProviderIPList", counted.at("/0/name").asText());
            assertTrue(counted.at("/0/action_to_use/count").isObject(), unit);
        }
        assertTrue(
                rules(ENV.unit("strict"))
                        .get("AWSManagedRulesAnonymousIpList")
                        .at(overrides)
                        .isMissingNode(),
                "strict blocks them");
    }

    @Test
    void countriesAreKeptOutOrLetIn() {
        assertEquals(
                "KP",
                rules(WAF)
                        .get("blocked-countries")
                        .at("/statement/geo_match_statement/country_codes/0")
                        .asText());
        JsonNode others = rules(ENV.unit("strict")).get("other-countries");
        assertEquals(
                2,
                others.at("/statement/not_statement/statement/0/geo_match_statement/country_codes")
                        .size());
        assertTrue(others.at("/action/block").isObject());
    }

    @Test
    void clientsBehindADistributionAreToldByTheHeaderAndOneWithoutAnAddressIsBlocked() {
        JsonNode limit = rules(ENV.unit("strict")).get("rate-limit").at("/statement/rate_based_statement");
        assertEquals("FORWARDED_IP", limit.path("aggregate_key_type").asText());
        assertEquals(
                "X-Forwarded-For", limit.at("/forwarded_ip_config/header_name").asText());
        assertEquals("MATCH", limit.at("/forwarded_ip_config/fallback_behavior").asText());
        JsonNode others = rules(ENV.unit("strict")).get("other-countries").at("/statement/not_statement/statement/0");
        assertEquals(
                "{\"fallback_behavior\":\"NO_MATCH\",\"header_name\":\"X-Forwarded-For\"}",
                others.at("/geo_match_statement/forwarded_ip_config").toString());
        assertTrue(
                rules(WAF)
                        .get("rate-limit")
                        .at("/statement/rate_based_statement/forwarded_ip_config")
                        .isMissingNode(),
                "clients that come by themselves are told by their own address");
    }

    @Test
    @DisplayName("row 62: distributions have a web ACL of their own kind")
    void aWebAclIsForLoadBalancersOrForDistributions() {
        assertEquals(
                "REGIONAL", WAF.attribute("aws_wafv2_web_acl.main", "scope").asText());
        assertEquals(
                "CLOUDFRONT",
                ENV.unit("edge").attribute("aws_wafv2_web_acl.main", "scope").asText());
        assertEquals(
                "shop-dev-edge",
                ENV.unit("edge").attribute("aws_wafv2_web_acl.main", "name").asText());
        assertEquals(
                "aws-waf-logs-shop-dev-edge",
                ENV.unit("edge")
                        .attribute("aws_cloudwatch_log_group.main", "name")
                        .asText());
    }

    @Test
    void aWebAclForDistributionsStandsInTheOneRegionThatAwsKeepsThemIn(@TempDir Path folder) {
        TempProject shop = TempProject.shop(folder)
                .with("environments/shop/dev/eu-west-1.yaml", "units:\n  kms:\n  waf:\n    scope: cloudfront\n");
        shop.run("synth", "shop/dev/eu-west-1/waf")
                .complains("units.waf.scope: AWS requires the region us-east-1")
                .complains("move the unit to us-east-1.yaml");
    }

    @Test
    @DisplayName("row 18: requests are logged without their credentials")
    void theLogHoldsNoCredentials() {
        assertTrue(
                WAF.attribute("aws_cloudwatch_log_group.main", "name").asText().startsWith("aws-waf-logs-"));
        assertEquals(
                "${data.terraform_remote_state.kms.outputs.logs_key_arn}",
                WAF.attribute("aws_cloudwatch_log_group.main", "kms_key_id").asText());
        JsonNode logging = WAF.resource("aws_wafv2_web_acl_logging_configuration.main");
        assertEquals(
                "${aws_wafv2_web_acl.main.arn}", logging.path("resource_arn").asText());
        assertEquals(
                "authorization",
                logging.at("/redacted_fields/0/single_header/name").asText());
        assertEquals(
                "cookie", logging.at("/redacted_fields/1/single_header/name").asText());
    }

    @Test
    void settingsThatContradictEachOtherAreNamed() {
        String problems = Synthesized.problems(
                        """
        kms:
        waf:
          scope: cloudfront
          clients:
            forwarded_ip: true
            allowed_countries: [DE]
            blocked_countries: [XX]
          counted_rules:
            AWSManagedRulesSQLiRuleSet: [SQLi_BODY]
          log_retention_in_days: 20
        """)
                .toString();
        assertTrue(problems.contains("remove one of the two"), problems);
        assertTrue(problems.contains("there is no proxy in front of a distribution"), problems);
        assertTrue(problems.contains("'XX' is not the ISO code of a country"), problems);
        assertTrue(problems.contains("is not among managed_rule_groups"), problems);
        assertTrue(problems.contains("20 days are not supported"), problems);
    }

    private static Map<String, JsonNode> rules(UnitJson waf) {
        Map<String, JsonNode> rules = new TreeMap<>();
        waf.attribute("aws_wafv2_web_acl.main", "rule")
                .forEach(rule -> rules.put(rule.path("name").asText(), rule));
        return rules;
    }
}
