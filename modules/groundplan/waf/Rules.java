package groundplan.waf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of the web ACL, the cheapest first: countries, rate limit, AWS managed rule groups. Each has its own
 * metric.
 */
final class Rules {
    private final WafSettings settings;

    Rules(WafSettings settings) {
        this.settings = settings;
    }

    List<Map<String, Object>> all() {
        WafSettings.Clients clients = settings.clients();
        List<Map<String, Object>> rules = new ArrayList<>();
        if (!clients.blockedCountries().isEmpty()) {
            rules.add(blocking("blocked-countries", 1, countries(clients.blockedCountries(), "MATCH")));
        } else if (!clients.allowedCountries().isEmpty()) {
            rules.add(blocking(
                    "other-countries",
                    1,
                    Map.of(
                            "not_statement",
                            Map.of("statement", List.of(countries(clients.allowedCountries(), "NO_MATCH"))))));
        }
        rules.add(blocking(
                "rate-limit",
                2,
                Map.of(
                        "rate_based_statement",
                        byClient(
                                Map.of(
                                        "limit",
                                        clients.rateLimitPerFiveMinutes(),
                                        "aggregate_key_type",
                                        clients.forwardedIp() ? "FORWARDED_IP" : "IP",
                                        "evaluation_window_sec",
                                        300),
                                "MATCH"))));
        int priority = 10;
        for (String group : settings.managedRuleGroups()) {
            Map<String, Object> rule = rule(group, priority++, Map.of("managed_rule_group_statement", managed(group)));
            rule.put("override_action", Map.of("none", Map.of()));
            rules.add(rule);
        }
        return rules;
    }

    static Map<String, Object> visibility(String metric) {
        return Map.of("cloudwatch_metrics_enabled", true, "sampled_requests_enabled", true, "metric_name", metric);
    }

    private Map<String, Object> managed(String group) {
        Map<String, Object> statement = new TreeMap<>(Map.of("vendor_name", "AWS", "name", group));
        List<String> counted = settings.counted(group);
        if (!counted.isEmpty()) {
            statement.put(
                    "rule_action_override",
                    counted.stream()
                            .map(rule -> Map.of("name", rule, "action_to_use", Map.of("count", Map.of())))
                            .toList());
        }
        return statement;
    }

    private Map<String, Object> countries(List<String> codes, String noAddress) {
        return Map.of("geo_match_statement", byClient(Map.of("country_codes", codes), noAddress));
    }

    /** @param noAddress the fallback behavior when a header has no valid address: block, in every rule */
    private Map<String, Object> byClient(Map<String, Object> statement, String noAddress) {
        Map<String, Object> known = new TreeMap<>(statement);
        if (settings.clients().forwardedIp()) {
            known.put("forwarded_ip_config", Map.of("header_name", "X-Forwarded-For", "fallback_behavior", noAddress));
        }
        return known;
    }

    private static Map<String, Object> blocking(String name, int priority, Map<String, Object> statement) {
        Map<String, Object> rule = rule(name, priority, statement);
        rule.put("action", Map.of("block", Map.of()));
        return rule;
    }

    private static Map<String, Object> rule(String name, int priority, Map<String, Object> statement) {
        return new TreeMap<>(Map.of(
                "name", name, "priority", priority, "statement", statement, "visibility_config", visibility(name)));
    }
}
