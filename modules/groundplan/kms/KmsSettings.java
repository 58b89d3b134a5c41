package groundplan.kms;

import groundplan.kernel.Setting;

/** Settings of the customer keys of an environment's region. */
public record KmsSettings(
        @Setting(value = "Days between a key's scheduled deletion and its end.", byDefault = "30", min = 7, max = 30)
                int deletionWindowInDays,
        @Setting(value = "Days after which a key's material is replaced.", byDefault = "365", min = 90, max = 2560)
                int rotationPeriodInDays) {}
