package groundplan.parts;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of a Route 53 health check: of an endpoint, over HTTPS, or calculated from other health checks. */
public record HealthCheckSettings(
        @Setting(value = "Host to check. Left out: the health check is calculated.", pattern = HealthCheckSettings.HOST)
                Optional<String> fqdn,
        @Setting(
                        value = "Path to request; a healthy host answers with a status below 400.",
                        byDefault = "/health",
                        pattern = "/.{0,254}")
                String resourcePath,
        @Setting(
                        value = "Seconds between two requests of one health checker; 10 costs more.",
                        byDefault = "30",
                        min = 10,
                        max = 30)
                int requestIntervalInSeconds,
        @Setting(value = "Consecutive failures after which the host is unhealthy.", byDefault = "3", min = 1, max = 10)
                int failureThreshold,
        @Setting(
                        "Calculate the status from other health checks instead of checking a host. Left out: a host is checked.")
                Optional<Calculated> calculated)
        implements Checked {
    static final String HOST = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}";

    /** A health check that is calculated from others. */
    public record Calculated(
            @Setting(
                            value = "Names of the other health checks of this unit to calculate the status from.",
                            min = 1,
                            max = 255,
                            pattern = Setting.WORDS)
                    List<String> children,
            @Setting(
                            value = "How many of them must be healthy for this one to be healthy.",
                            byDefault = "1",
                            min = 1,
                            max = 256)
                    int healthyChildren)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    healthyChildren <= children.size(),
                    "healthy_children",
                    "there are " + children.size() + " children; more can never be healthy");
        }
    }

    @Override
    public void check(Check check) {
        check.that(
                requestIntervalInSeconds == 10 || requestIntervalInSeconds == 30,
                "request_interval_in_seconds",
                "must be 10 or 30, the intervals that Route 53 offers");
        check.that(
                fqdn.isPresent() != calculated.isPresent(),
                "fqdn",
                "set either fqdn, to check a host, or calculated, to combine other health checks");
    }

    /**
     * Checks the references between a unit's health checks.
     *
     * @param checks all of them, by name
     * @param key their key in the settings
     */
    public static void check(Map<String, HealthCheckSettings> checks, String key, Check check) {
        checks.forEach((name, one) -> one.calculated().ifPresent(sum -> sum.children()
                .forEach(child -> check.that(
                        checks.containsKey(child)
                                && checks.get(child).calculated().isEmpty(),
                        key + "." + name + ".calculated.children",
                        "'" + child + "' is not a health check of a host; there are " + checks.keySet()))));
    }
}
