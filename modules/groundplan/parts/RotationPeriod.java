package groundplan.parts;

import groundplan.kernel.Setting;

/** Settings of a secret value's regular replacement. */
public record RotationPeriod(
        @Setting(value = "Days from one value to the next.", byDefault = "30", min = 1, max = 90)
                int automaticallyAfterDays) {}
