package groundplan.secrets;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.KeptValue;
import groundplan.parts.RetentionDays;
import java.util.Map;
import java.util.Optional;

/** Settings of the secrets that Secrets Manager keeps. No value of one is ever written here. */
public record SecretsSettings(
        @Setting(value = "Secrets by name.", names = "[a-z][a-z0-9]*(_[a-z0-9]+)*") Map<String, KeptValue> secrets,
        @Setting(
                        value = "Days in which a deleted secret can be brought back: 7 to 30, or 0 for none.",
                        byDefault = "30",
                        min = 0,
                        max = 30)
                int recoveryWindowInDays,
        @Setting(value = "Days that the log of the rotation function is kept.", byDefault = "365", min = 1, max = 3653)
                int logsRetentionInDays,
        @Setting(
                        value =
                                "Rotations that run at once at most, kept free for them; -1: what the account has left.",
                        byDefault = "2",
                        min = -1,
                        max = 100)
                int reservedConcurrentExecutions,
        @Setting(value = "Network whose private subnets the rotation function runs in. Left out: outside of any.")
                @Reads("network")
                Optional<String> network,
        @Setting(value = "Unit whose logs bucket takes the access log of the function's code bucket. Left out: no log.")
                @Reads("storage")
                Optional<String> storage,
        @Setting(value = "Unit with the customer keys.", byDefault = "kms") @Reads("kms") String kms)
        implements Checked {
    @Override
    public void check(Check check) {
        check.that(
                recoveryWindowInDays == 0 || recoveryWindowInDays >= 7,
                "recovery_window_in_days",
                recoveryWindowInDays + " is not on offer; choose 7 to 30, or 0");
        RetentionDays.check(logsRetentionInDays, "logs_retention_in_days", check);
        KeptValue.check(secrets, "secrets", network, reservedConcurrentExecutions, check);
    }
}
