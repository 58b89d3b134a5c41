package groundplan.account;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Destruction;
import java.util.Optional;

/** Settings of AWS Config. */
public record ConfigSettings(
        @Setting(value = "Record the configuration of every resource, global ones included.", byDefault = "true")
                boolean enabled,
        @Setting(
                        value =
                                "Make the role that AWS Config works with. Off where the account has it already: there is one of it.",
                        byDefault = "true")
                boolean createServiceLinkedRole,
        @Setting(
                        value = "Whether each change is recorded, or each day's last state.",
                        byDefault = "CONTINUOUS",
                        oneOf = {"CONTINUOUS", "DAILY"})
                String recordingFrequency,
        @Setting(
                        value = "How often a picture of all resources goes to the bucket.",
                        byDefault = "TwentyFour_Hours",
                        oneOf = {"One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"})
                String deliveryFrequency,
        @Setting(value = "Days that the bucket keeps what is recorded.", byDefault = "365", min = 1, max = 36500)
                int retentionInDays,
        @Setting(value = "Unit whose logs bucket takes the bucket's access log. Left out: there is none.")
                @Reads("storage")
                Optional<String> storage,
        @Setting(value = "Have Terraform refuse a plan that would destroy the bucket.", byDefault = "true")
                boolean preventDestroy,
        @Setting(
                        value = "Empty the bucket when it is destroyed; one that holds anything stays otherwise.",
                        byDefault = "false")
                boolean forceDestroy)
        implements Checked {
    @Override
    public void check(Check check) {
        Destruction.check(preventDestroy, forceDestroy, check);
    }
}
