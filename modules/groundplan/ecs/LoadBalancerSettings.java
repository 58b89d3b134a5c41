package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the load balancer: HTTPS from the Internet to the services. */
public record LoadBalancerSettings(
        @Setting(
                        value =
                                "Units with certificates; that of the first one is presented to clients that send no host name.",
                        byDefault = "[certificate]",
                        min = 1,
                        max = 25)
                @Reads(value = "certificate", sameRegion = true)
                List<String> certificates,
        @Setting(
                        value = "Security policy: the TLS versions and ciphers.",
                        byDefault = "ELBSecurityPolicy-TLS13-1-2-2021-06",
                        oneOf = {
                            "ELBSecurityPolicy-TLS13-1-2-2021-06",
                            "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
                            "ELBSecurityPolicy-TLS13-1-3-2021-06"
                        })
                String sslPolicy,
        @Setting(
                        value = "Port 80: closed, or with a redirect to HTTPS.",
                        byDefault = "closed",
                        oneOf = {"closed", "redirect"})
                String http,
        @Setting(
                        value = "IPv4 ranges that may connect, by name.",
                        byDefault = "{internet: 0.0.0.0/0}",
                        min = 1,
                        names = "[a-z][a-z0-9]*(_[a-z0-9]+)*",
                        form = TextForm.IPV4_RANGE)
                Map<String, String> ingressCidrs,
        @Setting("Unit with the DNS zone, for an alias record at each host name. Left out: DNS is managed elsewhere.")
                @Reads("dns")
                Optional<String> dns,
        @Setting("Unit with the web ACL.") @Reads(value = "waf", sameRegion = true) Optional<String> webAcl,
        @Setting(value = "Require a web ACL.", byDefault = "true") boolean requireWebAcl,
        @Setting(value = "Attributes of the load balancer.", byDefault = "{}") Attributes attributes)
        implements Checked {

    /** Attributes of the load balancer. */
    public record Attributes(
            @Setting(value = "Enable deletion protection.", byDefault = "true") boolean enableDeletionProtection,
            @Setting(value = "Seconds after which an idle connection is closed.", byDefault = "60", min = 1, max = 4000)
                    int idleTimeoutSeconds,
            @Setting(
                            value =
                                    "Mitigation of HTTP desync (request smuggling): strictest allows only well-formed requests.",
                            byDefault = "strictest",
                            oneOf = {"strictest", "defensive"})
                    String desyncMitigationMode,
            @Setting("Enable HTTP/2. Left out: AWS's default, which is true.") Optional<Boolean> enableHttp2,
            @Setting(value = "Enable access logs of all requests.", byDefault = "true") boolean accessLogs) {}

    /** Access logs need a bucket: the one of the given unit. */
    void checkLogs(Optional<String> storage, String key, Check check) {
        check.that(
                storage.isPresent() || !attributes.accessLogs(),
                key,
                "access logs need a bucket: name the unit with the buckets as storage");
    }

    @Override
    public void check(Check check) {
        check.that(
                webAcl.isPresent() || !requireWebAcl,
                "web_acl",
                "the load balancer faces the Internet: name a unit of kind waf, or set require_web_acl: false");
    }
}
