package groundplan.waf;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Countries;
import groundplan.parts.RetentionDays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Settings of a web ACL. */
public record WafSettings(
        @Setting(
                        value =
                                "Scope: load balancers and API stages of its region, or CloudFront distributions; AWS requires"
                                        + " the latter in us-east-1.",
                        byDefault = "regional",
                        oneOf = {"regional", "cloudfront"})
                String scope,
        @Setting(value = "Countries and rate limit of clients.", byDefault = "{}") Clients clients,
        @Setting(
                        value = "AWS managed rule groups, in order of evaluation.",
                        byDefault = "[AWSManagedRulesAmazonIpReputationList, AWSManagedRulesAnonymousIpList,"
                                + " AWSManagedRulesKnownBadInputsRuleSet, AWSManagedRulesCommonRuleSet]",
                        pattern = "AWSManagedRules[A-Za-z0-9]+")
                List<String> managedRuleGroups,
        @Setting(
                        value = "Rules that only count instead of blocking, by rule group.",
                        byDefault = "{}",
                        names = "AWSManagedRules[A-Za-z0-9]+",
                        pattern = "[A-Za-z0-9_-]{1,128}")
                Map<String, List<String>> countedRules,
        @Setting(
                        value = "Headers that are redacted in the log.",
                        byDefault = "[authorization, cookie]",
                        pattern = "[a-z0-9-]+")
                List<String> redactedHeaders,
        @Setting(value = "Retention of the request log, in days.", byDefault = "365", min = 1, max = 3653)
                int logRetentionInDays,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms)
        implements Checked {
    /** In one statement ("GeoMatchStatement"). */
    static final int MOST_COUNTRIES = 50;

    private static final String ANONYMOUS = "AWSManagedRulesAnonymousIpList";

    /** The rule of that group for addresses of hosting and cloud providers. */
    private static final String HOSTING = "HostingProviderIPList";

    /** Settings about clients. */
    public record Clients(
            @Setting(
                            value =
                                    "Identify clients by the address in X-Forwarded-For: for resources behind a distribution, whose own"
                                            + " addresses all clients share.",
                            byDefault = "false")
                    boolean forwardedIp,
            @Setting(
                            value = "Rate limit: requests per address in five minutes.",
                            byDefault = "2000",
                            min = 10,
                            max = 2000000000)
                    int rateLimitPerFiveMinutes,
            @Setting(
                            value =
                                    "Requests from hosting and cloud providers, as AWSManagedRulesAnonymousIpList knows them: count them, since"
                                            + " other companies' servers call an API from there, or block them, where only people are expected.",
                            byDefault = "count",
                            oneOf = {"count", "block"})
                    String hostingProviders,
            @Setting(
                            value = "Countries to allow, blocking all others, as ISO codes.",
                            byDefault = "[]",
                            max = WafSettings.MOST_COUNTRIES,
                            pattern = "[A-Z]{2}")
                    List<String> allowedCountries,
            @Setting(
                            value = "Countries to block, as ISO codes.",
                            byDefault = "[]",
                            max = WafSettings.MOST_COUNTRIES,
                            pattern = "[A-Z]{2}")
                    List<String> blockedCountries)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    allowedCountries.isEmpty() || blockedCountries.isEmpty(),
                    "blocked_countries",
                    "allowed_countries already blocks every other country; remove one of the two");
            Countries.check(allowedCountries, "allowed_countries", check);
            Countries.check(blockedCountries, "blocked_countries", check);
        }
    }

    /** The rules of a group that only count. */
    List<String> counted(String group) {
        List<String> named = countedRules.getOrDefault(group, List.of());
        return group.equals(ANONYMOUS) && clients.hostingProviders().equals("count") && !named.contains(HOSTING)
                ? Stream.concat(named.stream(), Stream.of(HOSTING)).toList()
                : named;
    }

    @Override
    public void check(Check check) {
        RetentionDays.check(logRetentionInDays, "log_retention_in_days", check);
        check.that(
                !scope.equals("cloudfront") || !clients.forwardedIp(),
                "clients.forwarded_ip",
                "there is no proxy in front of a distribution: clients can set X-Forwarded-For to any address");
        managedRuleGroups.forEach(group ->
                ManagedRuleGroups.problem(group).ifPresent(problem -> check.problem("managed_rule_groups", problem)));
        countedRules
                .keySet()
                .forEach(group -> check.that(
                        managedRuleGroups.contains(group),
                        "counted_rules." + group,
                        "is not among managed_rule_groups " + managedRuleGroups));
    }
}
