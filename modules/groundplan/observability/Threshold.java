package groundplan.observability;

import groundplan.kernel.Check;
import groundplan.kernel.Setting;
import java.util.Optional;

/**
 * Where one figure starts to matter. Given at all, it is complete: what it leaves out is off, so {@code {}} switches both
 * alarms off.
 */
public record Threshold(
        @Setting(value = "Figure beyond which the warning topic is told. Left out: it is not.", min = 0)
                Optional<Double> warning,
        @Setting(value = "Figure beyond which the critical topic is told. Left out: it is not.", min = 0)
                Optional<Double> critical,
        @Setting(
                        value = "Minutes that the figure is beyond it, or over which it is taken.",
                        byDefault = "5",
                        min = 1,
                        max = 1440)
                int minutes) {

    Optional<Double> of(Severity severity) {
        return severity == Severity.CRITICAL ? critical : warning;
    }

    /** Reports thresholds of which the warning comes no sooner than the critical one. */
    void checkRising(String key, Check check) {
        both(key, check, warning.orElse(0.0) < critical.orElse(0.0), "below");
    }

    /** The same for a figure that gets worse as it falls. */
    void checkFalling(String key, Check check) {
        both(key, check, warning.orElse(0.0) > critical.orElse(0.0), "above");
    }

    private void both(String key, Check check, boolean ordered, String side) {
        check.that(
                warning.isEmpty() || critical.isEmpty() || ordered,
                key + ".warning",
                "a warning comes before the critical alarm: it must be " + side + " critical ("
                        + critical.map(Object::toString).orElse("") + ")");
    }
}
