package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of a network load balancer: connections over TLS, or as they come, to the tasks of one service. */
public record NetworkLoadBalancerSettings(
        @Setting(value = "Face the network and not the Internet.", byDefault = "true") boolean internal,
        @Setting(value = "Port at which it listens.", byDefault = "443", min = 1, max = 65535) int port,
        @Setting(
                        value =
                                "Units with certificates with which it ends TLS. Empty: it hands connections on as they come, and the"
                                        + " tasks end TLS.",
                        byDefault = "[certificate]",
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
        @Setting(value = "Who may connect, as IPv4 ranges by name.", min = 1, names = "[a-z][a-z0-9]*(_[a-z0-9]+)*")
                Map<String, String> ingressCidrs,
        @Setting(value = "How it finds out whether a task is healthy.", byDefault = "{}") HealthCheck healthCheck,
        @Setting(value = "Attributes of the load balancer.", byDefault = "{}") Attributes attributes)
        implements Checked {

    /** How the load balancer finds out whether a task is healthy. */
    public record HealthCheck(
            @Setting("Path that is asked for over HTTP. Left out: a connection that opens is enough.")
                    Optional<String> path,
            @Setting(value = "Seconds from one try to the next.", byDefault = "30", min = 5, max = 300)
                    int intervalSeconds,
            @Setting(value = "Good tries in a row that make a task healthy.", byDefault = "2", min = 2, max = 10)
                    int healthyThreshold,
            @Setting(value = "Bad tries in a row that make it unhealthy.", byDefault = "3", min = 2, max = 10)
                    int unhealthyThreshold) {}

    /** Attributes of the load balancer. */
    public record Attributes(
            @Setting(value = "Refuse to delete it.", byDefault = "true") boolean enableDeletionProtection,
            @Setting(value = "Let each zone's address lead to the tasks of all zones.", byDefault = "true")
                    boolean enableCrossZoneLoadBalancing,
            @Setting(value = "Keep a log of connections; AWS writes it for TLS alone.", byDefault = "true")
                    boolean accessLogs,
            @Setting(
                            value = "Seconds in which a stopping task finishes what it does.",
                            byDefault = "30",
                            min = 0,
                            max = 3600)
                    int deregistrationDelaySeconds) {}

    @Override
    public void check(Check check) {
        ingressCidrs.forEach((name, cidr) ->
                Cidr.problem(cidr).ifPresent(problem -> check.problem("ingress_cidrs." + name, problem)));
    }
}
