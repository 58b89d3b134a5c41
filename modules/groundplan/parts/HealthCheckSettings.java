package groundplan.parts;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of one question that Route 53 keeps asking, over HTTPS, or of what the answers to several of them amount to. */
public record HealthCheckSettings(
        @Setting(value = "Host that is asked. Left out: it is calculated.", pattern = HealthCheckSettings.HOST)
                Optional<String> fqdn,
        @Setting(
                        value = "Path that a healthy host answers with a status below 400.",
                        byDefault = "/health",
                        pattern = "/.*")
                String resourcePath,
        @Setting(
                        value = "Seconds between two requests of one checker; 10 costs more.",
                        byDefault = "30",
                        min = 10,
                        max = 30)
                int requestIntervalInSeconds,
        @Setting(value = "Failures in a row that make the host unhealthy.", byDefault = "3", min = 1, max = 10)
                int failureThreshold,
        @Setting(
                        "What the answers of other checks amount to, in place of a host that is asked. Left out: a host is asked.")
                Optional<Calculated> calculated)
        implements Checked {
    static final String HOST = "([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}";

    /** What the answers of other checks amount to. */
    public record Calculated(
            @Setting(value = "Other checks beside this one, by name.", min = 1, max = 255, pattern = Setting.WORDS)
                    List<String> children,
            @Setting(value = "How many of them must be well for this one to be.", byDefault = "1", min = 1, max = 256)
                    int healthyChildren)
            implements Checked {
        @Override
        public void check(Check check) {
            check.that(
                    healthyChildren <= children.size(),
                    "healthy_children",
                    "there are " + children.size() + " children; more can never be well");
        }
    }

    @Override
    public void check(Check check) {
        check.that(
                requestIntervalInSeconds == 10 || requestIntervalInSeconds == 30,
                "request_interval_in_seconds",
                "Route 53 asks every 10 or every 30 seconds");
        check.that(
                fqdn.isPresent() != calculated.isPresent(),
                "fqdn",
                "either a host is asked (fqdn) or answers are put together (calculated)");
    }

    /**
     * Checks what the names of a unit's health checks have to do with each other.
     *
     * @param checks all of them, by name
     * @param key where they stand
     */
    public static void check(Map<String, HealthCheckSettings> checks, String key, Check check) {
        checks.forEach((name, one) -> one.calculated().ifPresent(sum -> sum.children()
                .forEach(child -> check.that(
                        checks.containsKey(child)
                                && checks.get(child).calculated().isEmpty(),
                        key + "." + name + ".calculated.children",
                        "'" + child + "' is not a check that asks a host; there are " + checks.keySet()))));
    }
}
