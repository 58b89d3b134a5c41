package groundplan.parts;

import groundplan.kernel.Setting;

/** Settings of a secret value's rotation. */
public record RotationPeriod(
        @Setting(value = "Days between rotations.", byDefault = "30", min = 1, max = 90) int automaticallyAfterDays) {
    /** What applies if the settings say nothing. */
    public static final RotationPeriod DEFAULT = new RotationPeriod(30);
}
