package groundplan.observability;

import groundplan.kernel.Check;
import groundplan.kernel.Setting;
import java.util.Map;
import java.util.Optional;

/**
 * Thresholds of one metric's alarms. A threshold that is set replaces the default completely: what it leaves out is
 * disabled, so {@code {}} disables both alarms.
 */
public record Threshold(
        @Setting(value = "Threshold of the warning alarm. Left out: no warning alarm.", min = 0)
                Optional<Double> warning,
        @Setting(value = "Threshold of the critical alarm. Left out: no critical alarm.", min = 0)
                Optional<Double> critical,
        @Setting(
                        value = "Minutes that the value must be beyond the threshold, or over which it is calculated.",
                        byDefault = "5",
                        min = 1,
                        max = 1440)
                int minutes) {
    private static final String PERCENT = "_percent";
    private static final int ALL = 100;

    Optional<Double> of(Severity severity) {
        return severity == Severity.CRITICAL ? critical : warning;
    }

    /** Reports a warning threshold that is not reached before the critical one. */
    void checkRising(String key, Check check) {
        both(key, check, warning.orElse(0.0) < critical.orElse(0.0), "below");
    }

    /** The same for a metric that gets worse as it falls. */
    void checkFalling(String key, Check check) {
        both(key, check, warning.orElse(0.0) > critical.orElse(0.0), "above");
    }

    /** Reports a threshold that the metric never exceeds. */
    void checkReached(String key, int highest, String reason, Check check) {
        limits().forEach((severity, limit) -> check.that(
                limit.orElse(0.0) < highest,
                key + "." + severity,
                reason + ", so that the alarm would never fire; choose less than " + highest));
    }

    private Map<String, Optional<Double>> limits() {
        return Map.of("warning", warning, "critical", critical);
    }

    private void both(String key, Check check, boolean ordered, String side) {
        limits().forEach((severity, limit) -> check.that(
                !key.endsWith(PERCENT) || limit.orElse(0.0) < ALL,
                key + "." + severity,
                "is a share in percent, which is never above " + ALL + "; choose a lower threshold"));
        check.that(
                warning.isEmpty() || critical.isEmpty() || ordered,
                key + ".warning",
                "the warning must come before the critical alarm: it must be " + side + " critical ("
                        + critical.map(Object::toString).orElse("") + ")");
    }
}
