package groundplan.rds;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import groundplan.parts.RotationPeriod;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the secret with a master user's password that RDS does not manage: a function of the unit generates and
 * rotates it.
 */
public record MasterPassword(
        @Setting(value = "Length of the password, in letters and digits.", byDefault = "40", min = 16, max = 41)
                int passwordLength,
        @Setting(value = "Rotation of the password.", byDefault = "{}") RotationPeriod rotation,
        @Setting(
                        value =
                                "Units with the customer keys of other regions, by the region to replicate the secret to.",
                        byDefault = "{}",
                        names = "[a-z]{2}(-[a-z]+)+-[0-9]",
                        namesForm = TextForm.REGION)
                @Reads(value = "kms", byValue = true)
                Map<String, String> replicas,
        @Setting(
                        value = "Recovery window of the deleted secret, in days: 7 to 30, or 0 for none.",
                        byDefault = "30",
                        min = 0,
                        max = 30)
                int recoveryWindowInDays,
        @Setting(
                        value =
                                "Reserved concurrency of the rotation function; -1: the account's unreserved concurrency.",
                        byDefault = "1",
                        min = -1,
                        max = 100)
                int reservedConcurrentExecutions,
        @Setting(
                        value =
                                "Unit whose logs bucket receives the access log of the function's code bucket. Left out: no access log.")
                @Reads(value = "storage", sameRegion = true)
                Optional<String> storage)
        implements Checked {
    @Override
    public void check(Check check) {
        check.that(
                recoveryWindowInDays == 0 || recoveryWindowInDays >= 7,
                "recovery_window_in_days",
                recoveryWindowInDays + " is not allowed; set 7 to 30, or 0");
        check.that(
                reservedConcurrentExecutions != 0,
                "reserved_concurrent_executions",
                "with 0 the rotation function can never run; set 1 or more");
    }
}
