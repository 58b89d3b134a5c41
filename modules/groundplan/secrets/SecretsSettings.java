package groundplan.secrets;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.KeptValue;
import groundplan.parts.RetentionDays;
import java.util.Map;
import java.util.Optional;

/** Settings of secrets in Secrets Manager. Their values are never in the settings. */
public record SecretsSettings(
        @Setting(value = "Secrets by name.", names = "[a-z][a-z0-9]*(_[a-z0-9]+)*") Map<String, KeptValue> secrets,
        @Setting(
                        value = "Recovery window of a deleted secret, in days: 7 to 30, or 0 for none.",
                        byDefault = "30",
                        min = 0,
                        max = 30)
                int recoveryWindowInDays,
        @Setting(value = "Retention of the rotation function's log, in days.", byDefault = "365", min = 1, max = 3653)
                int logsRetentionInDays,
        @Setting(
                        value =
                                "Reserved concurrency of the rotation function; -1: the account's unreserved concurrency.",
                        byDefault = "2",
                        min = -1,
                        max = 100)
                int reservedConcurrentExecutions,
        @Setting(value = "Network whose private subnets the rotation function runs in. Left out: none.")
                @Reads(value = "network", sameRegion = true)
                Optional<String> network,
        @Setting(
                        value =
                                "Unit whose logs bucket receives the access log of the function's code bucket. Left out: no access log.")
                @Reads(value = "storage", sameRegion = true)
                Optional<String> storage,
        @Setting(value = "Unit with the customer managed keys.", byDefault = "kms")
                @Reads(value = "kms", sameRegion = true)
                String kms)
        implements Checked {
    /** Of the 2,048 characters that Secrets Manager takes, some say how a value is entered. */
    private static final int LONGEST_DESCRIPTION = 1900;

    @Override
    public void check(Check check) {
        check.that(
                recoveryWindowInDays == 0 || recoveryWindowInDays >= 7,
                "recovery_window_in_days",
                recoveryWindowInDays + " is not allowed; set 7 to 30, or 0");
        RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
        secrets.forEach((name, secret) -> check.that(
                secret.description().length() <= LONGEST_DESCRIPTION,
                "secrets." + name + ".description",
                secret.description().length() + " characters are too many; use at most " + LONGEST_DESCRIPTION));
        KeptValue.check(secrets, "secrets", network, reservedConcurrentExecutions, check);
    }
}
