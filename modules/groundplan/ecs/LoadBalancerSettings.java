package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the load balancer: HTTPS from the Internet to the services. */
public record LoadBalancerSettings(
        @Setting(
                        value = "Units with certificates; the first one's is shown to clients that name no host.",
                        byDefault = "[certificate]",
                        min = 1,
                        max = 25)
                @Reads("certificate")
                List<String> certificates,
        @Setting(
                        value = "TLS versions and ciphers that are offered.",
                        byDefault = "ELBSecurityPolicy-TLS13-1-2-2021-06",
                        oneOf = {
                            "ELBSecurityPolicy-TLS13-1-2-2021-06",
                            "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
                            "ELBSecurityPolicy-TLS13-1-3-2021-06"
                        })
                String sslPolicy,
        @Setting(
                        value = "What happens on port 80: nothing listens, or requests are sent to HTTPS.",
                        byDefault = "closed",
                        oneOf = {"closed", "redirect"})
                String http,
        @Setting(
                        value = "Who may connect, as IPv4 ranges by name.",
                        byDefault = "{internet: 0.0.0.0/0}",
                        min = 1,
                        names = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Map<String, String> ingressCidrs,
        @Setting("Unit with the zone, for an alias at each host name. Left out: DNS is elsewhere.") @Reads("dns")
                Optional<String> dns,
        @Setting("Unit with the web ACL in front.") @Reads("waf") Optional<String> webAcl,
        @Setting(value = "Insist on a web ACL.", byDefault = "true") boolean requireWebAcl,
        @Setting(value = "Attributes of the load balancer.", byDefault = "{}") Attributes attributes)
        implements Checked {

    /** Attributes of the load balancer. */
    public record Attributes(
            @Setting(value = "Refuse to delete it.", byDefault = "true") boolean enableDeletionProtection,
            @Setting(value = "Seconds after which an idle connection is closed.", byDefault = "60", min = 1, max = 4000)
                    int idleTimeoutSeconds,
            @Setting(
                            value =
                                    "What happens to requests that could be smuggled past it: strictest lets only well-formed ones pass.",
                            byDefault = "strictest",
                            oneOf = {"strictest", "defensive"})
                    String desyncMitigationMode,
            @Setting("Speak HTTP/2 with clients that do. Left out: as AWS does by itself, which is yes.")
                    Optional<Boolean> enableHttp2,
            @Setting(value = "Keep a log of all requests.", byDefault = "true") boolean accessLogs) {}

    /** A log needs a bucket: the one of the unit that is given, if it is. */
    void checkLogs(Optional<String> storage, String key, Check check) {
        check.that(
                storage.isPresent() || !attributes.accessLogs(),
                key,
                "its access logs need a bucket: name the unit with the buckets as storage");
    }

    @Override
    public void check(Check check) {
        check.that(
                webAcl.isPresent() || !requireWebAcl,
                "web_acl",
                "the load balancer faces the Internet: name a unit of kind waf, or set require_web_acl: false to go without");
        ingressCidrs.forEach((name, cidr) ->
                Cidr.problem(cidr).ifPresent(problem -> check.problem("ingress_cidrs." + name, problem)));
    }
}
