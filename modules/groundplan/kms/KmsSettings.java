package groundplan.kms;

import groundplan.kernel.Setting;

/** Settings of the customer managed keys of an environment's region. */
public record KmsSettings(
        @Setting(value = "Waiting period before a key is deleted, in days.", byDefault = "30", min = 7, max = 30)
                int deletionWindowInDays,
        @Setting(value = "Rotation period of the key material, in days.", byDefault = "365", min = 90, max = 2560)
                int rotationPeriodInDays) {}
