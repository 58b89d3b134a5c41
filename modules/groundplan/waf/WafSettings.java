package groundplan.waf;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Countries;
import groundplan.parts.RetentionDays;
import java.util.List;
import java.util.Map;

/** Settings of a web application firewall. */
public record WafSettings(
        @Setting(
                        value =
                                "What it protects: load balancers and API stages of its region, or CloudFront's distributions; AWS keeps"
                                        + " the latter kind in us-east-1.",
                        byDefault = "regional",
                        oneOf = {"regional", "cloudfront"})
                String scope,
        @Setting(value = "Who may send requests, and how many.", byDefault = "{}") Clients clients,
        @Setting(
                        value = "AWS's rule groups, in the order in which they look at a request.",
                        byDefault = "[AWSManagedRulesAmazonIpReputationList, AWSManagedRulesAnonymousIpList,"
                                + " AWSManagedRulesKnownBadInputsRuleSet, AWSManagedRulesCommonRuleSet]",
                        pattern = "AWSManagedRules[A-Za-z0-9]+")
                List<String> managedRuleGroups,
        @Setting(
                        value = "Rules that count and let pass instead of blocking, by rule group.",
                        byDefault = "{}",
                        names = "AWSManagedRules[A-Za-z0-9]+")
                Map<String, List<String>> countedRules,
        @Setting(
                        value = "Headers that are blanked in the log.",
                        byDefault = "[authorization, cookie]",
                        pattern = "[a-z0-9-]+")
                List<String> redactedHeaders,
        @Setting(value = "Days that the log of requests is kept.", byDefault = "365", min = 1, max = 3653)
                int logRetentionInDays,
        @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms)
        implements Checked {
    /** Where requests come from. */
    public record Clients(
            @Setting(
                            value =
                                    "Tell clients by the address that X-Forwarded-For names: for what stands behind a distribution, whose own"
                                            + " addresses all clients share.",
                            byDefault = "false")
                    boolean forwardedIp,
            @Setting(
                            value = "Requests that one address may send in five minutes.",
                            byDefault = "2000",
                            min = 10,
                            max = 2000000000)
                    int rateLimitPerFiveMinutes,
            @Setting(value = "Countries to let in, and no other, as ISO codes.", byDefault = "[]", pattern = "[A-Z]{2}")
                    List<String> allowedCountries,
            @Setting(value = "Countries to keep out, as ISO codes.", byDefault = "[]", pattern = "[A-Z]{2}")
                    List<String> blockedCountries)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    allowedCountries.isEmpty() || blockedCountries.isEmpty(),
                    "blocked_countries",
                    "allowed_countries already keeps out every other country; leave one of the two out");
            Countries.check(allowedCountries, "allowed_countries", check);
            Countries.check(blockedCountries, "blocked_countries", check);
        }
    }

    @Override
    public void check(Check check) {
        RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
        check.that(
                !scope.equals("cloudfront") || !clients.forwardedIp(),
                "clients.forwarded_ip",
                "nothing stands before a distribution: whatever X-Forwarded-For says there, the client has written itself");
        countedRules
                .keySet()
                .forEach(group -> check.that(
                        managedRuleGroups.contains(group),
                        "counted_rules." + group,
                        "is not among managed_rule_groups " + managedRuleGroups));
    }
}
