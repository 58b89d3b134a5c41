package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Optional;

/** Which requests the load balancer hands to a service, and how. */
public record RoutingSettings(
        @Setting(value = "Order among the rules of all services; the lowest that matches wins.", min = 1, max = 50000)
                int priority,
        @Setting(
                        value = "Host names of the requests. Empty: any.",
                        byDefault = "[]",
                        max = 5,
                        pattern = "(\\*\\.)?([a-z0-9-]+\\.)+[a-z]{2,}")
                List<String> hostNames,
        @Setting(
                        value = "Paths of the requests, with * and ?. Empty: any.",
                        byDefault = "[]",
                        max = 5,
                        pattern = "/[!-~]*")
                List<String> pathPatterns,
        @Setting(
                        value =
                                "Protocol between load balancer and task; with HTTPS the container brings a certificate, which is not"
                                        + " verified.",
                        byDefault = "HTTPS",
                        oneOf = {"HTTP", "HTTPS"})
                String protocol,
        @Setting(value = "How the load balancer finds out whether a task is healthy.", byDefault = "{}")
                HealthCheck healthCheck,
        @Setting(
                        value = "Seconds in which a stopping task finishes its requests.",
                        byDefault = "30",
                        max = 3600,
                        min = 0)
                int deregistrationDelaySeconds,
        @Setting(
                        value =
                                "Seconds in which a new task's share of requests grows. Left out: it has all of it at once.",
                        min = 30,
                        max = 900)
                Optional<Integer> slowStartSeconds,
        @Setting(
                        value = "Seconds for which a client stays with its task. Left out: no stickiness.",
                        min = 1,
                        max = 604800)
                Optional<Integer> stickinessSeconds)
        implements Checked {

    /** How the load balancer finds out whether a task is healthy. */
    public record HealthCheck(
            @Setting(value = "Path that is asked for.", byDefault = "/health", pattern = "/[!-~]*") String path,
            @Setting(value = "Seconds from one request to the next.", byDefault = "30", min = 5, max = 300)
                    int intervalSeconds,
            @Setting(value = "Seconds that an answer may take.", byDefault = "5", min = 2, max = 120)
                    int timeoutSeconds,
            @Setting(value = "Good answers in a row that make a task healthy.", byDefault = "2", min = 2, max = 10)
                    int healthyThreshold,
            @Setting(value = "Bad answers in a row that make it unhealthy.", byDefault = "3", min = 2, max = 10)
                    int unhealthyThreshold,
            @Setting(
                            value = "Status codes of good answers, such as 200 or 200-299.",
                            byDefault = "\"200\"",
                            pattern = "[2-4][0-9]{2}([-,][2-4][0-9]{2})*")
                    String matcher)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    timeoutSeconds < intervalSeconds,
                    "timeout_seconds",
                    "must be below interval_seconds, which is " + intervalSeconds);
        }
    }

    @Override
    public void check(Check check) {
        check.that(
                !hostNames.isEmpty() || !pathPatterns.isEmpty(),
                "host_names",
                "give host_names or path_patterns; [/*] as path_patterns takes every request");
        check.that(
                hostNames.size() + pathPatterns.size() <= 5,
                "host_names",
                "a rule takes five host names and paths together, found " + (hostNames.size() + pathPatterns.size()));
    }
}
