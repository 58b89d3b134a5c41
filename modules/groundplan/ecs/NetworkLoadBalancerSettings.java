package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of a network load balancer: TLS or TCP connections to the tasks of one service. */
public record NetworkLoadBalancerSettings(
        @Setting(value = "Make it internal instead of Internet-facing.", byDefault = "true") boolean internal,
        @Setting(value = "Port on which it listens.", byDefault = "443", min = 1, max = 65535) int port,
        @Setting(
                        value =
                                "Units with certificates, to terminate TLS with. Empty: it forwards connections unchanged, and the"
                                        + " tasks terminate TLS.",
                        byDefault = "[certificate]",
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
                        value = "IPv4 ranges that may connect, by name.",
                        min = 1,
                        names = "[a-z][a-z0-9]*(_[a-z0-9]+)*",
                        form = TextForm.IPV4_RANGE)
                Map<String, String> ingressCidrs,
        @Setting(value = "Health check of the tasks.", byDefault = "{}") HealthCheck healthCheck,
        @Setting(value = "Attributes of the load balancer.", byDefault = "{}") Attributes attributes)
        implements Checked {

    /** The load balancer's health check of the tasks. */
    public record HealthCheck(
            @Setting(value = "Path of an HTTP health check. Left out: a TCP health check.", pattern = "/[!-~]{0,1023}")
                    Optional<String> path,
            @Setting(value = "Seconds between two health checks.", byDefault = "30", min = 5, max = 300)
                    int intervalSeconds,
            @Setting(value = "Consecutive successes after which a task is healthy.", byDefault = "2", min = 2, max = 10)
                    int healthyThreshold,
            @Setting(value = "Consecutive failures after which it is unhealthy.", byDefault = "3", min = 2, max = 10)
                    int unhealthyThreshold) {}

    /** Attributes of the load balancer. */
    public record Attributes(
            @Setting(value = "Enable deletion protection.", byDefault = "true") boolean enableDeletionProtection,
            @Setting(value = "Enable cross-zone load balancing.", byDefault = "true")
                    boolean enableCrossZoneLoadBalancing,
            @Setting(value = "Enable access logs; AWS writes them for TLS listeners only.", byDefault = "true")
                    boolean accessLogs,
            @Setting(
                            value =
                                    "Deregistration delay: seconds in which a stopping task can finish its connections.",
                            byDefault = "30",
                            min = 0,
                            max = 3600)
                    int deregistrationDelaySeconds) {}

    @Override
    public void check(Check check) {}
}
