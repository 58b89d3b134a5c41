package groundplan.ecs;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which requests the load balancer forwards to a service, and how. */
public record RoutingSettings(
        @Setting(
                        value =
                                "Priority among the rules of all services; the matching rule with the lowest number applies.",
                        min = 1,
                        max = 50000)
                int priority,
        @Setting(
                        value = "Host names of the requests. Empty: any.",
                        byDefault = "[]",
                        max = 5,
                        pattern = "(\\*\\.)?([a-z0-9-]{1,63}\\.)+[a-z]{2,}",
                        form = TextForm.NAMED)
                List<String> hostNames,
        @Setting(
                        value = "Paths of the requests, with * and ?. Empty: any.",
                        byDefault = "[]",
                        max = 5,
                        pattern = "/[A-Za-z0-9_.$/~\"'@:+&*?-]{0,127}")
                List<String> pathPatterns,
        @Setting(
                        value =
                                "Protocol between the load balancer and the tasks; with HTTPS the container needs a certificate, which is not"
                                        + " verified.",
                        byDefault = "HTTPS",
                        oneOf = {"HTTP", "HTTPS"})
                String protocol,
        @Setting(value = "Health check of the tasks.", byDefault = "{}") HealthCheck healthCheck,
        @Setting(
                        value = "Deregistration delay: seconds in which a stopping task can finish its requests.",
                        byDefault = "30",
                        max = 3600,
                        min = 0)
                int deregistrationDelaySeconds,
        @Setting(
                        value =
                                "Slow start: seconds over which a new task's share of requests is increased. Left out: no slow start.",
                        min = 30,
                        max = 900)
                Optional<Integer> slowStartSeconds,
        @Setting(
                        value =
                                "Stickiness: seconds for which a client is routed to the same task. Left out: no stickiness.",
                        min = 1,
                        max = 604800)
                Optional<Integer> stickinessSeconds)
        implements Checked {

    /** The load balancer's health check of the tasks. */
    public record HealthCheck(
            @Setting(value = "Path of the request.", byDefault = "/health", pattern = "/[!-~]{0,1023}") String path,
            @Setting(value = "Seconds between two health checks.", byDefault = "30", min = 5, max = 300)
                    int intervalSeconds,
            @Setting(value = "Timeout of a response, in seconds.", byDefault = "5", min = 2, max = 120)
                    int timeoutSeconds,
            @Setting(value = "Consecutive successes after which a task is healthy.", byDefault = "2", min = 2, max = 10)
                    int healthyThreshold,
            @Setting(value = "Consecutive failures after which it is unhealthy.", byDefault = "3", min = 2, max = 10)
                    int unhealthyThreshold,
            @Setting(
                            value = "Status codes of a healthy response, such as 200 or 200-299.",
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
            Stream.of(matcher.split(","))
                    .map(codes -> codes.split("-"))
                    .filter(range -> range.length > 2 || range.length == 2 && range[0].compareTo(range[1]) >= 0)
                    .forEach(range -> check.problem(
                            "matcher",
                            "'" + String.join("-", range)
                                    + "' is no range of codes; write the lower one first, as in 200-299"));
        }
    }

    /** Of the conditions of one rule (Quotas for your Application Load Balancers). */
    private static final int MOST_WILDCARDS = 6;

    @Override
    public void check(Check check) {
        check.that(
                !hostNames.isEmpty() || !pathPatterns.isEmpty(),
                "host_names",
                "set host_names or path_patterns; [/*] as path_patterns matches every request");
        check.that(
                hostNames.size() + pathPatterns.size() <= 5,
                "host_names",
                "a rule can have at most five host names and paths in total, but has "
                        + (hostNames.size() + pathPatterns.size()));
        long wildcards = Stream.concat(hostNames.stream(), pathPatterns.stream())
                .flatMapToInt(String::chars)
                .filter(character -> character == '*' || character == '?')
                .count();
        check.that(
                wildcards <= MOST_WILDCARDS,
                "path_patterns",
                "a rule can have at most " + MOST_WILDCARDS + " wildcards in its host names and paths, but has "
                        + wildcards);
    }
}
